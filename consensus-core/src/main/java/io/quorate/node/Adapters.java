package io.quorate.node;

import io.quorate.port.LivenessFactory;
import io.quorate.port.StorageFactory;
import io.quorate.port.TransportFactory;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds storage and transport by name among what the class path offers. */
public final class Adapters {
    private Adapters() {
    }

    /**
     * The factory of that storage.
     *
     * @throws ConfigException naming those that there are, and the module that may be missing
     */
    public static StorageFactory storage(final String name) {
        return find(StorageFactory.class, factory -> List.of(factory.name()), "storage", name);
    }

    /**
     * The factory of that transport.
     *
     * @throws ConfigException naming those that there are, and the module that may be missing
     */
    public static TransportFactory transport(final String name) {
        return find(TransportFactory.class, TransportFactory::names, "transport", name);
    }

    /**
     * The factory of those links.
     *
     * @throws ConfigException naming those that there are
     */
    public static LivenessFactory liveness(final String name) {
        return find(LivenessFactory.class, factory -> List.of(factory.name()), "detector.link",
                name);
    }

    private static <F> F find(final Class<F> service, final Function<F, List<String>> names,
            final String key, final String name) {
        final TreeSet<String> found = new TreeSet<>();
        for (final F factory : ServiceLoader.load(service)) {
            if (names.apply(factory).contains(name)) {
                return factory;
            }
            found.addAll(names.apply(factory));
        }
        throw new ConfigException(key + " = " + name + " is not on the class path; "
                + remedy(name) + "choose from " + found);
    }

    private static String remedy(final String name) {
        return switch (name) {
            case "chronicle" -> "add module storage-chronicle, or ";
            case "aeron-ipc", "aeron-udp" -> "add module transport-aeron, or ";
            default -> "";
        };
    }
}
