package io.quorate.node;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.raft.MemberRole;
import io.quorate.raft.Role;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How a member is, in its own words: what it published at the end of its newest duty cycle. The
 * body of the answer to {@link io.quorate.wire.ClientRequest#STATUS}.
 * <pre>
 *  0       4       8       12      16      20      24      28      32
 *  +-------+-------+-------+-------+-------+-------+-------+-------+
 *  |  id   | role  | seat  |leader | health|cluster|     term      |
 *  +-------+-------+-------+-------+-------+-------+---------------+
 *  |first, last, durable, commit, applied, snapshot, configuration |
 *  +---------------------------------------------------------------+ 88
 * </pre>
 *
 * @param id        its own
 * @param role      what it is to its cluster
 * @param seat      how it counts, as far as it knows; {@link MemberRole#NONE} if it does not
 * @param leaderId  who leads as far as it knows; 0 for nobody
 * @param health    how it fares
 * @param cluster   how its cluster fares
 * @param term      the newest that it knows of
 * @param positions how far its log has come
 */
public record MemberStatus(int id, Role role, MemberRole seat, int leaderId, Health health,
        ClusterHealth cluster, long term, Positions positions) {

    /**
     * How far a member's log has come.
     *
     * @param first         the lowest entry that it holds
     * @param last          the highest
     * @param durable       the highest that its disk has kept
     * @param commit        the highest that it knows to be committed
     * @param applied       the highest that its state machine was fed
     * @param snapshot      the last that its newest snapshot covers; 0 for none
     * @param configuration the one that holds its newest configuration
     */
    public record Positions(long first, long last, long durable, long commit, long applied,
            long snapshot, long configuration) {
    }

    static final int LENGTH = 88;
    private static final int ID = 0;
    private static final int ROLE = 4;
    private static final int SEAT = 8;
    private static final int LEADER = 12;
    private static final int HEALTH = 16;
    private static final int CLUSTER = 20;
    private static final int TERM = 24;
    private static final int POSITIONS = 32;
    private static final Role[] ROLES = Role.values();
    private static final MemberRole[] SEATS = MemberRole.values();
    private static final Health[] HEALTHS = Health.values();
    private static final ClusterHealth[] CLUSTERS = ClusterHealth.values();
    private static final NodeCounter[] COUNTERS = {NodeCounter.FIRST_INDEX, NodeCounter.LAST_INDEX,
        NodeCounter.DURABLE_INDEX, NodeCounter.COMMIT_INDEX, NodeCounter.APPLIED_INDEX,
        NodeCounter.SNAPSHOT_INDEX, NodeCounter.CONFIGURATION_INDEX};

    @SuppressWarnings("EnumOrdinal")
    static void write(final MutableDirectBuffer target, final int id, final MemberRole seat,
            final NodeCounters counters) {
        putInt(target, ID, id);
        putInt(target, ROLE, counters.get(NodeCounter.ROLE));
        putInt(target, SEAT, seat.ordinal());
        putInt(target, LEADER, counters.get(NodeCounter.LEADER));
        putInt(target, HEALTH, counters.get(NodeCounter.HEALTH));
        putInt(target, CLUSTER, counters.get(NodeCounter.CLUSTER));
        target.putLong(TERM, counters.get(NodeCounter.TERM), LITTLE_ENDIAN);
        for (int i = 0; i < COUNTERS.length; i++) {
            target.putLong(POSITIONS + i * Long.BYTES, counters.get(COUNTERS[i]), LITTLE_ENDIAN);
        }
    }

    private static void putInt(final MutableDirectBuffer target, final int at, final long value) {
        target.putInt(at, (int) value, LITTLE_ENDIAN);
    }

    /** As the member published it; 0 of what is no part of a status. */
    @SuppressWarnings("EnumOrdinal")
    public long counter(final NodeCounter counter) {
        return switch (counter) {
            case ROLE -> role.ordinal();
            case LEADER -> leaderId;
            case HEALTH -> health.ordinal();
            case CLUSTER -> cluster.ordinal();
            case TERM -> term;
            case FIRST_INDEX -> positions.first;
            case LAST_INDEX -> positions.last;
            case DURABLE_INDEX -> positions.durable;
            case COMMIT_INDEX -> positions.commit;
            case APPLIED_INDEX -> positions.applied;
            case SNAPSHOT_INDEX -> positions.snapshot;
            case CONFIGURATION_INDEX -> positions.configuration;
            default -> 0;
        };
    }

    /**
     * What such a body says.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static MemberStatus of(final byte[] bytes) {
        final DirectBuffer body = new UnsafeBuffer(bytes);
        if (bytes.length < LENGTH) {
            throw new IllegalArgumentException("a member's status has " + LENGTH + " bytes, not "
                    + bytes.length);
        }
        final long[] at = new long[COUNTERS.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = body.getLong(POSITIONS + i * Long.BYTES, LITTLE_ENDIAN);
        }
        return new MemberStatus(body.getInt(ID, LITTLE_ENDIAN), oneOf(ROLES, body, ROLE),
                oneOf(SEATS, body, SEAT), body.getInt(LEADER, LITTLE_ENDIAN),
                oneOf(HEALTHS, body, HEALTH), oneOf(CLUSTERS, body, CLUSTER),
                body.getLong(TERM, LITTLE_ENDIAN),
                new Positions(at[0], at[1], at[2], at[3], at[4], at[5], at[6]));
    }

    private static <E> E oneOf(final E[] all, final DirectBuffer body, final int at) {
        final int ordinal = body.getInt(at, LITTLE_ENDIAN);
        if (ordinal < 0 || ordinal >= all.length) {
            throw new IllegalArgumentException("a member's status has " + ordinal + " at " + at
                    + ", which this version does not know");
        }
        return all[ordinal];
    }
}
