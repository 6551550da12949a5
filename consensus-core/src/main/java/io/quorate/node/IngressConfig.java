package io.quorate.node;

import org.agrona.BitUtil;

/**
 * How much a node takes in from submitters of its own process. Lengths are bytes.
 *
 * @param maxCommandLength the longest command; at least 1
 * @param maxReplyLength   the longest reply of the state machine; at least 0
 * @param ringBytes        room for commands on their way to the node's thread; a power of two, more
 *                         than 8 times the longest command, 4096 or more
 */
public record IngressConfig(int maxCommandLength, int maxReplyLength, int ringBytes) {
    private static final int RING_BYTES_MIN = 4096;

    /** Checks every range; the message of the exception names the value and its range. */
    public IngressConfig {
        if (maxCommandLength < 1) {
            throw new IllegalArgumentException("the longest command must have 1 byte or more, not "
                    + maxCommandLength);
        }
        if (maxReplyLength < 0) {
            throw new IllegalArgumentException("the longest reply must not be negative: "
                    + maxReplyLength);
        }
        if (!BitUtil.isPowerOfTwo(ringBytes) || ringBytes < RING_BYTES_MIN
                || ringBytes / 8 < maxCommandLength + Submitter.PREFIX_LENGTH) {
            throw new IllegalArgumentException("ringBytes must be a power of two, 4096 or more and"
                    + " more than 8 times the longest command (" + maxCommandLength + "), not "
                    + ringBytes);
        }
    }

    /** Commands of so many bytes, and the smallest ring that serves them well. */
    public static IngressConfig of(final int maxCommandLength, final int maxReplyLength) {
        final long needed = 8L * (maxCommandLength + Submitter.PREFIX_LENGTH);
        final long ring = Math.max(1 << 20, BitUtil.findNextPositivePowerOfTwo(needed));
        return new IngressConfig(maxCommandLength, maxReplyLength, Math.toIntExact(ring));
    }
}
