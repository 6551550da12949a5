package io.quorate.raft;

import io.quorate.detector.Detection;
import java.util.List;

/**
 * What the core must be told, once. Times are nanoseconds.
 *
 * @param clusterId            the same for all members, different between clusters
 * @param self                 this member's id
 * @param configuration        the members until the log names others; this one is not among them
 *                             if it is yet to join
 * @param heartbeatNs          how often a leader is heard at least; more than 0
 * @param electionTimeoutNsMin the shortest silence after which a leader is suspected; more than
 *                             {@code heartbeatNs}. Also how long a vote is refused after a leader
 *                             was heard, and how long a leader leads without hearing a quorum
 * @param electionTimeoutNsMax the longest; at least the shortest
 * @param promiseNs            for how long followers promise a leader that they vote for no other;
 *                             0 while lease reads are off
 * @param windowMessages       messages with entries under way to one peer; a power of two
 * @param windowBytes          bytes of entries under way to one peer
 * @param maxUncommitted       entries that a leader takes on beyond its commit index
 * @param seed                 decides all chance
 * @param leasePercent         how much of the promise a leader's lease lasts, 1 to 99: what is left
 *                             out is what clocks may differ in their rates
 * @param preferenceHoldNs     for how long a preferred member must have kept up before the leader
 *                             hands over to it, and the least time between two attempts
 * @param detection            what makes this member suspect its leader, and when it stands then
 */
public record RaftConfig(long clusterId, int self, Configuration configuration,
        long heartbeatNs, long electionTimeoutNsMin, long electionTimeoutNsMax, long promiseNs,
        int windowMessages, int windowBytes, int maxUncommitted, long seed, int leasePercent,
        long preferenceHoldNs, Detection detection) {
    private static final int LEASE_PERCENT = 90;
    private static final int STAND_SLOTS = 5;            // in the shortest election timeout
    private static final long STAND_SLOT_NS_MAX = 20_000_000;
    private static final long PREFERENCE_HOLD_NS = 10_000_000_000L;

    /** Checks every range; the message of the exception names the value and its range. */
    public RaftConfig {
        require(self >= 1, "member ids must be 1 or more, not " + self);
        require(configuration.members().isEmpty()
                || configuration.members().stream().anyMatch(Configuration.Member::isVoter),
                "one member at least must be a voter: " + configuration);
        require(configuration.members().isEmpty() || configuration.members().stream()
                .anyMatch(member -> member.isVoter() && member.priority() > 0),
                "one voter at least must have a priority above 0, or nobody ever stands: "
                        + configuration);
        require(heartbeatNs > 0, "heartbeat must be more than 0");
        require(electionTimeoutNsMin > heartbeatNs,
                "heartbeat must be shorter than the election timeout");
        require(electionTimeoutNsMax >= electionTimeoutNsMin,
                "the longest election timeout must not be below the shortest");
        require(promiseNs >= 0, "promise must not be negative");
        require(Integer.bitCount(windowMessages) == 1 && windowMessages > 0,
                "windowMessages must be a power of two, not " + windowMessages);
        require(windowBytes > 0, "windowBytes must be more than 0");
        require(maxUncommitted > 0, "maxUncommitted must be more than 0");
        require(leasePercent >= 1 && leasePercent <= 99,
                "leasePercent must be 1 to 99, not " + leasePercent);
        require(preferenceHoldNs > 0, "preferenceHoldNs must be more than 0");
    }

    /** The same, with another detector or schedule of elections. */
    public RaftConfig with(final Detection other) {
        return new RaftConfig(clusterId, self, configuration, heartbeatNs, electionTimeoutNsMin,
                electionTimeoutNsMax, promiseNs, windowMessages, windowBytes, maxUncommitted, seed,
                leasePercent, preferenceHoldNs, other);
    }

    /**
     * With a window of 256 messages or 4 MiB, 65,536 uncommitted entries, leases off, and a hold of
     * 10 s for a preferred member.
     */
    public static RaftConfig of(final long clusterId, final int self,
            final Configuration configuration, final long heartbeatNs,
            final long electionTimeoutNsMin, final long electionTimeoutNsMax, final long seed) {
        return new RaftConfig(clusterId, self, configuration, heartbeatNs, electionTimeoutNsMin,
                electionTimeoutNsMax, 0, 256, 4 << 20, 1 << 16, seed, LEASE_PERCENT,
                PREFERENCE_HOLD_NS, Detection.OF_THE_PAPER);
    }

    /** The same for voters of those ids, each 1 or more, without doubles. */
    public static RaftConfig of(final long clusterId, final int self,
            final List<Integer> voters, final long heartbeatNs, final long electionTimeoutNsMin,
            final long electionTimeoutNsMax, final long seed) {
        return of(clusterId, self, Configuration.ofVoters(voters), heartbeatNs,
                electionTimeoutNsMin, electionTimeoutNsMax, seed);
    }

    /** The same with another promise, and so with a lease if it is more than 0. */
    public RaftConfig withPromise(final long ns) {
        return new RaftConfig(clusterId, self, configuration, heartbeatNs, electionTimeoutNsMin,
                electionTimeoutNsMax, ns, windowMessages, windowBytes, maxUncommitted, seed,
                leasePercent, preferenceHoldNs, detection);
    }

    /** The same with other limits to what is under way to one peer, and uncommitted. */
    public RaftConfig withLimits(final int messages, final int bytes, final int uncommitted) {
        return new RaftConfig(clusterId, self, configuration, heartbeatNs, electionTimeoutNsMin,
                electionTimeoutNsMax, promiseNs, messages, bytes, uncommitted, seed, leasePercent,
                preferenceHoldNs, detection);
    }

    /** The same with another share of the promise as lease, and another hold. */
    public RaftConfig withLeading(final int percent, final long holdNs) {
        return new RaftConfig(clusterId, self, configuration, heartbeatNs, electionTimeoutNsMin,
                electionTimeoutNsMax, promiseNs, windowMessages, windowBytes, maxUncommitted, seed,
                percent, holdNs, detection);
    }

    /** For how long a leader's lease lasts, in nanoseconds; 0 while lease reads are off. */
    long leaseNs() {
        return promiseNs / 100 * leasePercent;
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** In which an election is surely decided, where its cause is known to all at one instant. */
    long standSlotNs() {
        return Math.min(STAND_SLOT_NS_MAX, electionTimeoutNsMin / STAND_SLOTS);
    }
}
