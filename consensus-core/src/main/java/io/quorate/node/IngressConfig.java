package io.quorate.node;

import io.quorate.session.SessionLimits;
import io.quorate.wire.SessionEntry;
import org.agrona.BitUtil;

/**
 * How much a node takes in from submitters of its own process. Lengths are bytes.
 *
 * @param maxCommandLength the longest command; at least 1
 * @param maxReplyLength   the longest reply of the state machine; at least 0
 * @param ringBytes        room for commands on their way to the node's thread; a power of two, more
 *                         than 8 times the longest command, 4096 or more
 * @param sessions         what is kept for clients that want exactly once
 * @param stalenessNs      how old, in nanoseconds, the state may be that a bounded read sees; 0 or
 *                         more
 * @param isForwarding     whether a member that does not lead sends writes on to its leader
 * @param admission        above which requests are refused
 */
public record IngressConfig(int maxCommandLength, int maxReplyLength, int ringBytes,
        SessionLimits sessions, long stalenessNs, boolean isForwarding,
        AdmissionLimits admission) {
    private static final int RING_BYTES_MIN = 4096;
    private static final int OWN_REPLY_BYTES = Math.max(MemberStatus.LENGTH,
            Math.max(ExactlyOnce.OPENED_LENGTH, Overload.LENGTH));
    private static final long STALENESS_NS = 1_000_000_000;

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
                || ringBytes / 8 < maxCommandLength + Order.HEAD_LENGTH) {
            throw new IllegalArgumentException("ringBytes must be a power of two, 4096 or more and"
                    + " more than 8 times the longest command (" + maxCommandLength + "), not "
                    + ringBytes);
        }
        if (stalenessNs < 0) {
            throw new IllegalArgumentException("stalenessNs must not be negative: " + stalenessNs);
        }
    }

    /** With the usual limits of sessions, a second of staleness, and nothing refused. */
    public IngressConfig(final int maxCommandLength, final int maxReplyLength,
            final int ringBytes) {
        this(maxCommandLength, maxReplyLength, ringBytes, SessionLimits.usual(), STALENESS_NS,
                true, AdmissionLimits.off());
    }

    /** Commands of so many bytes, and the smallest ring that serves them well. */
    public static IngressConfig of(final int maxCommandLength, final int maxReplyLength) {
        final long needed = 8L * (maxCommandLength + Order.HEAD_LENGTH);
        final long ring = Math.max(1 << 20, BitUtil.findNextPositivePowerOfTwo(needed));
        return new IngressConfig(maxCommandLength, maxReplyLength, Math.toIntExact(ring));
    }

    /** The same with other limits of sessions. */
    public IngressConfig with(final SessionLimits limits) {
        return new IngressConfig(maxCommandLength, maxReplyLength, ringBytes, limits, stalenessNs,
                isForwarding, admission);
    }

    /** The same with another bound for bounded reads, in nanoseconds. */
    public IngressConfig withStaleness(final long boundNs) {
        return new IngressConfig(maxCommandLength, maxReplyLength, ringBytes, sessions, boundNs,
                isForwarding, admission);
    }

    /** The same, but writes are sent on to the leader, or refused with its name. */
    public IngressConfig forwarding(final boolean isOn) {
        return new IngressConfig(maxCommandLength, maxReplyLength, ringBytes, sessions,
                stalenessNs, isOn, admission);
    }

    /** The same, but more than this is refused. */
    public IngressConfig with(final AdmissionLimits limits) {
        return new IngressConfig(maxCommandLength, maxReplyLength, ringBytes, sessions,
                stalenessNs, isForwarding, limits);
    }

    /** The longest entry that a command becomes, in bytes of its payload. */
    int entryCapacity() {
        return maxCommandLength + SessionEntry.HEAD_LENGTH;
    }

    /** The longest reply, the node's own included, in bytes. */
    int replyCapacity() {
        return Math.max(maxReplyLength, OWN_REPLY_BYTES);
    }
}
