package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigConfigTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nodes=0                        | nodes must be 1 to 7, not 0",
        "nodes=8                        | nodes must be 1 to 7, not 8",
        "nodes=three                    | nodes must be a whole number, not 'three'",
        "observers=11                   | observers must be 0 to 10, not 11",
        "heartbeatMs=0                  | heartbeatMs must be 1 or more, not 0",
        "heartbeatMs=50                 | electionTimeoutMinMs=50 must be above heartbeatMs=50",
        "electionTimeoutMaxMs=49        | electionTimeoutMaxMs=49 must not be below election",
        "transport=tcp                  | transport must be loopback, aeron-ipc or aeron-udp, not",
        "storage=rocks                  | storage must be memory, mapped or chronicle, not 'rocks'",
        "storage=memory                 | storage=memory cannot give durability=page-cache: set",
        "storage=memory durability=fsync| storage=memory cannot give durability=fsync: set durab",
        "durability=memory              | storage=chronicle gives more than durability=memory: set",
        "durability=sometimes           | durability must be memory, page-cache or fsync, not 'so",
        "threading=green                | threading must be inline or thread-per-node, not 'green'",
        "detector=fixed                 | detector=fixed must be election-timeout, leader-check,",
        "detector=any(phi+phi)          | detector=any(phi+phi) must name each detector once",
        "election=never                 | election must be random or back-off, not 'never'",
        "checkRetries=0                 | the retries of checks must be 1 or more",
        "phiThreshold=17                | phi's threshold must be 1 to 16",
        "payload=7                      | payload must be 8 to 1048576 bytes, not 7",
        "driver=nobody                  | driver must be auto or own-thread, not 'nobody'",
        "evidence=rumour                | evidence must be timeout or connection, not 'rumour'",
        "evidence=connection transport=aeron-ipc | evidence=connection needs members with address",
        "window=0                       | window must be 1 to 32768, not 0",
    })
    void whatContradictsItselfIsRefusedInOneSentence(final String typed, final String sentence) {
        final String message = assertThrows(IllegalArgumentException.class,
                () -> RigConfig.of(params(typed))).getMessage();

        assertTrue(message.startsWith(sentence), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void theDefaultsAreARealClusterOnRealParts() {
        final RigConfig config = RigConfig.of(Map.of());

        assertEquals(3, config.nodes());
        assertEquals("aeron-udp", config.transport());
        assertEquals("chronicle", config.storage());
        assertEquals("page-cache", config.durability().label());
        assertEquals("timeout", config.evidence().label());
    }

    private static Map<String, String> params(final String typed) {
        final Map<String, String> params = new TreeMap<>();
        Stream.of(typed.split(" ")).map(pair -> pair.split("="))
                .forEach(pair -> params.put(pair[0], pair[1]));
        return params;
    }
}
