package io.quorate.node;

import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import io.quorate.session.SessionLimits;
import io.quorate.session.SessionTable;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochClock;

/**
 * Brings what clients want into the log of a leader, session entries with the stamp that makes time
 * the same for all members.
 */
final class Proposer {
    private final Raft raft;
    private final Pending pending;
    private final SessionTable sessions;
    private final SessionLimits limits;
    private final EpochClock wall;
    private final Admission admission;
    private long wallMs;
    private boolean isWallRead;                  // in this cycle

    Proposer(final Raft raft, final Pending pending, final SessionTable sessions,
            final SessionLimits limits, final EpochClock wall, final Admission admission) {
        this.admission = admission;
        this.raft = raft;
        this.pending = pending;
        this.sessions = sessions;
        this.limits = limits;
        this.wall = wall;
    }

    /** What is proposed from now on has a stamp of its own, one reading of the clock for all. */
    void nextCycle() {
        isWallRead = false;
    }

    private long wallMs() {
        if (!isWallRead) {
            isWallRead = true;
            wallMs = wall.time();
        }
        return wallMs;
    }

    /**
     * Appends an {@link Order} that becomes an entry, and lets its token wait for it.
     *
     * @param length bytes of the order, its head included
     * @return {@link Outcome#ACCEPTED}, or why not
     */
    Outcome propose(final long token, final MutableDirectBuffer order, final int at,
            final int length) {
        final int type = Order.entryType(order, at);
        if (type == 0) {
            return Outcome.UNSUPPORTED;
        }
        if (Order.isRefusable(order, at) && raft.role() == Role.LEADER
                && !admission.admitsCommand(length)) {
            return Outcome.OVERLOADED;
        }
        final long index = pending.hasRoom() ? append(type, order, at, length)
                : Raft.BACK_PRESSURED;
        if (index > 0) {
            pending.taken(index, token);
            admission.committing(raft.term(), index, length);
            return Outcome.ACCEPTED;
        }
        return index == Raft.NOT_LEADER ? Outcome.NOT_LEADER : Outcome.BACK_PRESSURED;
    }

    private long append(final int type, final MutableDirectBuffer order, final int at,
            final int length) {
        if (type == EntryType.COMMAND) {
            return raft.propose(type, order, at + Order.HEAD_LENGTH, length - Order.HEAD_LENGTH);
        }
        final int entry = Order.entry(at);
        SessionEntry.stamp(order, entry, Math.max(wallMs(), sessions.nowMs()));
        if (type == EntryType.SESSION_OPEN) {
            SessionEntry.writeLimits(order, entry, limits.maxSessions(), limits.window(),
                    limits.timeoutMs());
        }
        return raft.propose(type, order, entry, length - (entry - at));
    }
}
