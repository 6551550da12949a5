package io.quorate.transport.aeron;

import java.util.HashMap;
import java.util.Map;

/**
 * The embedded media drivers that transports opened by name have in common: one for each way of
 * running it, from the first transport in this JVM that wants it to the last.
 */
final class SharedDrivers {
    private static final Map<String, Shared> DRIVERS = new HashMap<>();

    private static final class Shared {
        private final AeronDriver driver;
        private int users;

        Shared(final AeronDriver driver) {
            this.driver = driver;
        }
    }

    private SharedDrivers() {
    }

    /** A driver as the options want it, to be given back by {@link #release}. */
    static synchronized AeronDriver acquire(final AeronOptions options) {
        final Shared shared = DRIVERS.computeIfAbsent(key(options), key -> new Shared(
                options.isInvoked()
                        ? AeronDriver.invoked()
                        : AeronDriver.embedded(options.idleStrategy())));
        shared.users++;
        return shared.driver;
    }

    /** Gives back what was acquired by the same options; the last one to do so ends it. */
    static synchronized void release(final AeronOptions options) {
        final Shared shared = DRIVERS.get(key(options));
        shared.users--;
        if (shared.users == 0) {
            DRIVERS.remove(key(options));
            shared.driver.close();
        }
    }

    private static String key(final AeronOptions options) {
        return options.isInvoked() ? "invoker" : options.idle();
    }
}
