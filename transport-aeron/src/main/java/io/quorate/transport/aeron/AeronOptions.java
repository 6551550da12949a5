package io.quorate.transport.aeron;

import io.quorate.port.TransportException;
import java.util.List;
import java.util.Map;
import org.agrona.BitUtil;
import org.agrona.SystemUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * The keys under {@code transport.} that Aeron understands.
 *
 * @param directory  {@code aeron.directory}: where an external media driver lives; null for an
 *                   embedded one
 * @param isInvoked  {@code aeron.threading}: {@code shared} (the default) gives the embedded driver
 *                   a thread of its own, {@code invoker} runs it in the loop that polls
 * @param idle       {@code aeron.idle}: what that thread does with nothing to do: {@code backoff}
 *                   (the default), {@code yield} or {@code spin}
 * @param mtu        {@code aeron.mtu}: bytes of a datagram, {@code 8k} unless told; no more than
 *                   the network carries in one piece
 * @param termLength {@code aeron.term-length}: bytes of one of the three buffers of a bulk stream,
 *                   {@code 16m} unless told; an eighth of it is the longest frame
 */
record AeronOptions(String directory, boolean isInvoked, String idle, int mtu, int termLength) {
    private static final String PREFIX = "transport.";
    private static final String DIRECTORY = "aeron.directory";
    private static final String THREADING = "aeron.threading";
    private static final String IDLE = "aeron.idle";
    private static final String MTU = "aeron.mtu";
    private static final String TERM_LENGTH = "aeron.term-length";
    private static final List<String> KEYS =
            List.of(DIRECTORY, THREADING, IDLE, MTU, TERM_LENGTH);

    private static final int MTU_ALIGNMENT = 32;
    private static final int MTU_MIN = 256;
    private static final int MTU_MAX = 65_504;
    private static final int TERM_MIN = 64 << 10;
    private static final int TERM_MAX = 1 << 30;

    /** Reads the options, or refuses the first wrong one by name. */
    static AeronOptions parse(final Map<String, String> options) {
        for (final String key : options.keySet()) {
            if (!KEYS.contains(key)) {
                throw new TransportException(PREFIX + key + " is unknown to Aeron transports; they"
                        + " know " + PREFIX + String.join(", " + PREFIX, KEYS));
            }
        }
        final AeronOptions parsed = new AeronOptions(options.get(DIRECTORY),
                choice(options, THREADING, "shared", "invoker").equals("invoker"),
                choice(options, IDLE, "backoff", "yield", "spin"),
                size(options, MTU, "8k"), size(options, TERM_LENGTH, "16m"));
        parsed.check(options);
        return parsed;
    }

    private void check(final Map<String, String> options) {
        if (directory != null && (options.containsKey(THREADING) || options.containsKey(IDLE))) {
            throw new TransportException(PREFIX + DIRECTORY + " names a media driver that runs by"
                    + " itself; remove " + PREFIX + THREADING + " and " + PREFIX + IDLE);
        }
        if (mtu < MTU_MIN || mtu > MTU_MAX || mtu % MTU_ALIGNMENT != 0) {
            throw new TransportException(PREFIX + MTU + " must be a multiple of " + MTU_ALIGNMENT
                    + " from " + MTU_MIN + " to " + MTU_MAX + ", not " + mtu);
        }
        if (termLength < TERM_MIN || termLength > TERM_MAX || !BitUtil.isPowerOfTwo(termLength)) {
            throw new TransportException(PREFIX + TERM_LENGTH
                    + " must be a power of two from 64k to 1g, not " + termLength);
        }
        if (mtu > termLength / 8) {
            throw new TransportException(PREFIX + MTU + " = " + mtu + " must be at most an eighth"
                    + " of " + PREFIX + TERM_LENGTH + " = " + termLength);
        }
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

    private static int size(final Map<String, String> options, final String key,
            final String otherwise) {
        final String text = options.getOrDefault(key, otherwise);
        try {
            return Math.toIntExact(SystemUtil.parseSize(PREFIX + key, text));
        } catch (final NumberFormatException | ArithmeticException unreadable) {
            throw new TransportException(PREFIX + key + " must be bytes as a number with or without"
                    + " k, m or g, not '" + text + "'", unreadable);
        }
    }
}
