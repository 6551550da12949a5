package io.quorate.transport.aeron;

import io.quorate.port.TransportException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * The keys under {@code transport.} that Aeron understands, as {@link AeronTransportFactory} tells
 * its users.
 *
 * @param directory where an external media driver lives; null for an embedded one
 * @param isInvoked whether the embedded driver runs in the loop that polls, not on its own thread
 * @param idle      what that thread does with nothing to do
 * @param mtu       bytes of a datagram
 */
record AeronOptions(String directory, boolean isInvoked, String idle, int mtu) {
    private static final String PREFIX = "transport.";
    private static final String DIRECTORY = "aeron.directory";
    private static final String THREADING = "aeron.threading";
    private static final String IDLE = "aeron.idle";
    private static final String MTU = "aeron.mtu";
    private static final List<String> KEYS = List.of(DIRECTORY, THREADING, IDLE, MTU);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(B|KiB)");
    private static final int MTU_ALIGNMENT = 32;
    private static final int MTU_MIN = 256;
    private static final int MTU_MAX = 65_504;

    /** Reads the options, or refuses the first wrong one by name. */
    static AeronOptions parse(final Map<String, String> options) {
        for (final String key : options.keySet()) {
            if (!KEYS.contains(key)) {
                throw new TransportException(PREFIX + key + " is unknown to Aeron transports; they"
                        + " know " + PREFIX + String.join(", " + PREFIX, KEYS));
            }
        }
        final String directory = options.get(DIRECTORY);
        if (directory != null && (options.containsKey(THREADING) || options.containsKey(IDLE))) {
            throw new TransportException(PREFIX + DIRECTORY + " names a media driver that runs by"
                    + " itself; remove " + PREFIX + THREADING + " and " + PREFIX + IDLE);
        }
        return new AeronOptions(directory,
                choice(options, THREADING, "shared", "invoker").equals("invoker"),
                choice(options, IDLE, "backoff", "yield", "spin"),
                mtu(options.getOrDefault(MTU, "8KiB")));
    }

    /** What the embedded driver's thread shall do with nothing to do. */
    IdleStrategy idleStrategy() {
        return switch (idle) {
            case "spin" -> BusySpinIdleStrategy.INSTANCE;
            case "yield" -> YieldingIdleStrategy.INSTANCE;
            default -> new BackoffIdleStrategy(10, 20, 1_000, 50_000);
        };
    }

    private static String choice(final Map<String, String> options, final String key,
            final String... choices) {
        final String chosen = options.getOrDefault(key, choices[0]);
        if (!List.of(choices).contains(chosen)) {
            throw new TransportException(PREFIX + key + " must be one of "
                    + String.join(", ", choices) + ", not '" + chosen + "'");
        }
        return chosen;
    }

    private static int mtu(final String text) {
        final Matcher size = SIZE.matcher(text);
        final int unit = text.endsWith("KiB") ? 1 << 10 : 1;
        final int mtu = size.matches() ? Integer.parseInt(size.group(1)) * unit : -1;
        if (mtu < MTU_MIN || mtu > MTU_MAX || mtu % MTU_ALIGNMENT != 0) {
            throw new TransportException(PREFIX + MTU + " must be a multiple of " + MTU_ALIGNMENT
                    + "B from " + MTU_MIN + "B to " + MTU_MAX + "B, such as 1408B or 8KiB, not '"
                    + text + "'");
        }
        return mtu;
    }
}
