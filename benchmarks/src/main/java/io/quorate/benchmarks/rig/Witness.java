package io.quorate.benchmarks.rig;

import io.quorate.port.StateMachine;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one member applied, over all its lives: for each index the command's number, and a hash of
 * everything up to there. Equal hashes at one index mean equal histories.
 *
 * <p>A member that returns is fed again what its log still holds; each command must be the one that
 * it was before. The last {@value #REMEMBERED} indexes are remembered. Written by the member's
 * thread; others read what was applied up to an index that the member has published.
 */
public final class Witness implements StateMachine {
    static final int REMEMBERED = 1 << 20;
    private static final int MASK = REMEMBERED - 1;
    private static final long NO_COMMAND = -1;
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final int member;
    private final long[] commands = new long[REMEMBERED];
    private final long[] histories = new long[REMEMBERED];
    private long lastIndex;
    private long applied;
    private long history = PRIME;
    private long knownFrom;                              // what is before came with a snapshot

    Witness(final int member) {
        this.member = member;
        histories[0] = history;
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        final long number = command.getLong(offset);
        if (index <= lastIndex) {
            requireSame(index, number);
            return 0;
        }
        for (long gap = lastIndex + 1; gap < index; gap++) {     // entries of the log's own
            note(gap, NO_COMMAND);
        }
        history = (history ^ number ^ (long) length << 32) * PRIME + index;
        note(index, number);
        lastIndex = index;
        applied++;
        return 0;
    }

    /** Any query is answered, and with nothing: what a read costs is the way to here and back. */
    @Override
    public int query(final DirectBuffer query, final int offset, final int length,
            final MutableDirectBuffer reply) {
        return 0;
    }

    private void note(final long index, final long number) {
        commands[(int) index & MASK] = number;
        histories[(int) index & MASK] = history;
    }

    private void requireSame(final long index, final long number) {
        if (remembers(index) && commands[(int) index & MASK] != number) {
            throw new SafetyViolation("member " + member + " came back with command " + number
                    + " at index " + index + " where it had applied "
                    + commands[(int) index & MASK] + " before");
        }
    }

    private boolean remembers(final long index) {
        return index > lastIndex - REMEMBERED && index >= knownFrom && index <= lastIndex;
    }

    /** What a snapshot has to carry, for another to go on. */
    UnsafeBuffer encode() {
        final UnsafeBuffer state = new UnsafeBuffer(new byte[3 * Long.BYTES]);
        state.putLong(0, lastIndex);
        state.putLong(8, applied);
        state.putLong(16, history);
        return state;
    }

    /** Goes on as the member that a snapshot was taken of. */
    void restore(final DirectBuffer state, final int offset) {
        lastIndex = state.getLong(offset);
        applied = state.getLong(offset + 8);
        history = state.getLong(offset + 16);
        histories[(int) lastIndex & MASK] = history;
        commands[(int) lastIndex & MASK] = NO_COMMAND;
        knownFrom = lastIndex + 1;
    }

    /** Commands applied, each once however often it was fed. */
    public long applied() {
        return applied;
    }

    long lastIndex() {
        return lastIndex;
    }

    /**
     * Requires that the command at an index is the one that a client was told.
     *
     * @throws SafetyViolation if it is another, or none
     */
    public void requireHolds(final long index, final long number) {
        if (index > lastIndex) {
            throw new SafetyViolation("lost: command " + number + " was acknowledged at index "
                    + index + ", and member " + member + " has applied up to " + lastIndex
                    + " only");
        }
        if (remembers(index) && commands[(int) index & MASK] != number) {
            throw new SafetyViolation("lost: command " + number + " was acknowledged at index "
                    + index + ", and member " + member + " has applied "
                    + commands[(int) index & MASK] + " there");
        }
    }

    /**
     * Requires that both applied the same up to where the shorter one ends.
     *
     * @throws SafetyViolation if they did not
     */
    void requireAgrees(final Witness other) {
        final long common = Math.min(lastIndex, other.lastIndex);
        if (remembers(common) && other.remembers(common)
                && histories[(int) common & MASK] != other.histories[(int) common & MASK]) {
            throw new SafetyViolation("members " + member + " and " + other.member
                    + " applied different commands up to index " + common);
        }
    }
}
