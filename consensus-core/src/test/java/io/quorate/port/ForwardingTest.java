package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingTest {
    static List<Arguments> all() {
        return List.of(
                Arguments.of(LogStorage.class, Named.of("log", ForwardingLog.class)),
                Arguments.of(VoteStore.class, Named.of("votes", ForwardingVotes.class)),
                Arguments.of(Transport.class,
                        Named.of("transport", ForwardingTransport.class)));
    }

    /** A default that is not handed on would answer for one that knows better. */
    @ParameterizedTest
    @MethodSource("all")
    void everythingIsHandedOnDefaultsIncluded(final Class<?> port, final Class<?> forwarding) {
        assertEquals(signatures(port), signatures(forwarding));
    }

    private static Set<String> signatures(final Class<?> type) {
        return Stream.of(type.isInterface() ? type.getMethods() : type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(ForwardingTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String signature(final Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
