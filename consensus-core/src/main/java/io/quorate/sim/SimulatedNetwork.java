package io.quorate.sim;

import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import io.quorate.wire.RequestVote;
import io.quorate.wire.SnapshotReply;
import io.quorate.wire.TimeoutNow;
import io.quorate.wire.VoteReply;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The wires between the nodes: each frame may be lost, doubled, delayed, overtaken or damaged, and
 * each direction between two nodes may be cut or refuse to take anything.
 */
final class SimulatedNetwork {
    static final long CLUSTER_ID = 0x51_0A_7EL;
    private static final int KEPT = 16;
    private static final int BITS_FLIPPED_MAX = 3;       // as many as a CRC32C finds for certain

    private final World world;
    private final Chance chance;
    private final Conditions.Network bad;
    private final Conditions.Network calm;
    private final int[][] cuts;
    private final long[][] refusesUntilNs;
    private final double[][] losses;                     // beyond those of the weather
    private final long[][][] newestNs;                   // from, to, lane: the newest arrival
    private final byte[][][] keptAppends;                // by receiver: to be sent once more
    private final byte[][][] keptVotes;
    private final Message any = new AppendReply();       // for what all messages begin with
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private Conditions.Network now;

    SimulatedNetwork(final World world, final Chance chance) {
        this.world = world;
        this.chance = chance;
        bad = world.conditions.network();
        calm = bad.calm();
        now = bad;
        final int ids = world.conditions.cluster().nodes() + 1;
        cuts = new int[ids][ids];
        refusesUntilNs = new long[ids][ids];
        losses = new double[ids][ids];
        newestNs = new long[ids][ids][2];
        keptAppends = new byte[ids][KEPT][];
        keptVotes = new byte[ids][KEPT][];
    }

    void isCalm(final boolean isCalm) {
        now = isCalm ? calm : bad;
    }

    /** Cuts one direction; it is whole again after as many mendings as cuts. */
    void cut(final int from, final int to) {
        cuts[from][to]++;
    }

    void mend(final int from, final int to) {
        cuts[from][to] = Math.max(0, cuts[from][to] - 1);
    }

    /** From now on so many of the frames in one direction are lost, from 0 to 1. */
    void lose(final int from, final int to, final double share) {
        losses[from][to] = share;
    }

    boolean isCut(final int from, final int to) {
        return cuts[from][to] > 0;
    }

    void refuse(final int from, final int to, final long durationNs) {
        refusesUntilNs[from][to] = world.time.nowNs() + durationNs;
    }

    /** All trouble is over; what is under way still arrives. */
    void heal() {
        isCalm(true);
        for (int from = 0; from < cuts.length; from++) {
            Arrays.fill(cuts[from], 0);
            Arrays.fill(refusesUntilNs[from], 0);
            Arrays.fill(losses[from], 0);
        }
    }

    boolean isRefusing(final int from, final int to) {
        return refusesUntilNs[from][to] > world.time.nowNs() || chance.is(now.refusal());
    }

    /** Takes a frame: from here on it is in nobody's hands. */
    void carry(final SimulatedNode from, final int to, final byte[] frame, final boolean isBulk) {
        if (cuts[from.id()][to] > 0) {
            lose(from, to);
            return;
        }
        if (chance.is(now.loss()) || chance.is(losses[from.id()][to])) {
            world.struck(Fault.LOSS, from);
            lose(from, to);
            return;
        }
        if (chance.is(now.replay())) {
            replay(to, frame, isBulk);
        }
        if (chance.is(now.duplication())) {
            world.struck(Fault.DUPLICATION, from);
            dispatch(from.id(), to, frame, isBulk);
        }
        dispatch(from.id(), to, chance.is(now.corruption()) ? damaged(from, frame) : frame, isBulk);
        if (!isBulk && chance.is(now.corruption())) {
            world.struck(Fault.FOREIGN_FRAME, from);
            dispatch(from.id(), to, foreign(frame), false);
        }
    }

    private void lose(final SimulatedNode from, final int to) {
        world.note(Event.LOSE, from, to, 0);
    }

    /** Sends one that was sent to the same node before, and perhaps keeps this in its place. */
    private void replay(final int to, final byte[] frame, final boolean isBulk) {
        final boolean isAppend = isBulk || isAppend(frame);
        final byte[][] kept = isAppend ? keptAppends[to] : keptVotes[to];
        final int slot = chance.below(KEPT);
        if (kept[slot] != null) {
            world.struck(Fault.REPLAY, world.node(to));
            any.wrap(new UnsafeBuffer(kept[slot]), SimulatedWire.FRAME_OFFSET,
                    kept[slot].length - SimulatedWire.FRAME_OFFSET);
            dispatch(any.from(), to, kept[slot], isBulk);
        }
        if (kept[slot] == null || chance.is(isAppend ? 0.05 : 0.5)) {
            kept[slot] = frame;              // so that some come back from terms ago
        }
    }

    private boolean isAppend(final byte[] frame) {
        view.wrap(frame);
        final int type = Message.typeOf(view, SimulatedWire.FRAME_OFFSET);
        return type == MessageType.APPEND_ENTRIES || type == MessageType.APPEND_REPLY;
    }

    private byte[] damaged(final SimulatedNode from, final byte[] frame) {
        world.struck(Fault.CORRUPTION, from);
        final byte[] damaged = frame.clone();
        for (int i = 1 + chance.below(BITS_FLIPPED_MAX); i > 0; i--) {
            final int bit = chance.below((frame.length - SimulatedWire.FRAME_OFFSET) * 8);
            damaged[SimulatedWire.FRAME_OFFSET + bit / 8] ^= (byte) (1 << bit % 8);
        }
        return damaged;
    }

    /** The same words, whole and sound, as another cluster would say them. */
    private byte[] foreign(final byte[] frame) {
        final byte[] copy = frame.clone();
        view.wrap(copy);
        final Message message = switch (Message.typeOf(view, SimulatedWire.FRAME_OFFSET)) {
            case MessageType.REQUEST_VOTE -> new RequestVote();
            case MessageType.VOTE_REPLY -> new VoteReply();
            case MessageType.APPEND_ENTRIES -> new AppendEntries();
            case MessageType.APPEND_REPLY -> new AppendReply();
            case MessageType.INSTALL_SNAPSHOT -> new InstallSnapshot();
            case MessageType.SNAPSHOT_REPLY -> new SnapshotReply();
            case MessageType.TIMEOUT_NOW -> new TimeoutNow();
            case MessageType.CHECK -> new Check();
            case MessageType.CHECK_REPLY -> new CheckReply();
            case MessageType.READ_REQUEST -> new ReadRequest();
            default -> new ReadReply();
        };
        message.wrap(view, SimulatedWire.FRAME_OFFSET, copy.length - SimulatedWire.FRAME_OFFSET);
        message.speaker(CLUSTER_ID + 1, message.from(), message.incarnation());
        message.seal(0);
        return copy;
    }

    private void dispatch(final int from, final int to, final byte[] frame,
            final boolean isBulk) {
        long delayNs = now.delayNs() + chance.about(now.jitterNs());
        if (chance.is(now.delayed())) {
            world.struck(Fault.DELAY, world.node(from));
            delayNs += chance.between(0, 10 * world.conditions.cluster().electionNsMax());
        }
        final int lane = isBulk ? 1 : 0;
        long arrivalNs = world.time.nowNs() + delayNs;
        if (arrivalNs <= newestNs[from][to][lane]) {
            if (now.isOrdered()) {
                arrivalNs = newestNs[from][to][lane] + 1;
            } else {
                world.struck(Fault.REORDERING, world.node(from));
            }
        }
        newestNs[from][to][lane] = Math.max(newestNs[from][to][lane], arrivalNs);
        world.time.at(arrivalNs, () -> arrive(from, to, frame, isBulk));
    }

    private void arrive(final int from, final int to, final byte[] frame, final boolean isBulk) {
        if (cuts[from][to] > 0) {
            lose(world.node(from), to);
        } else {
            world.node(to).deliver(frame, isBulk);
        }
    }

    /** A node takes a frame from its inbox: tells the trace what it is. */
    void onHeard(final SimulatedNode node, final DirectBuffer frame, final int length) {
        final int offset = SimulatedWire.FRAME_OFFSET;
        if (Message.check(frame, offset, length, CLUSTER_ID) != Message.Verdict.SOUND) {
            world.note(Event.HEAR_DAMAGED, node, 0, 0);
            return;
        }
        any.wrap(frame, offset, length);
        final int from = any.from();
        final int incarnation = any.incarnation();
        if (incarnation < world.node(from).openings()) {
            world.struck(Fault.STALE_INCARNATION, node);
        }
        world.checks.onHeard(node, any);
        world.note(eventOf(Message.typeOf(frame, offset)), node, from, incarnation);
    }

    private static Event eventOf(final int type) {
        return switch (type) {
            case MessageType.REQUEST_VOTE -> Event.HEAR_REQUEST_VOTE;
            case MessageType.VOTE_REPLY -> Event.HEAR_VOTE_REPLY;
            case MessageType.APPEND_ENTRIES -> Event.HEAR_APPEND_ENTRIES;
            case MessageType.APPEND_REPLY -> Event.HEAR_APPEND_REPLY;
            case MessageType.INSTALL_SNAPSHOT -> Event.HEAR_INSTALL_SNAPSHOT;
            case MessageType.SNAPSHOT_REPLY -> Event.HEAR_SNAPSHOT_REPLY;
            case MessageType.TIMEOUT_NOW -> Event.HEAR_TIMEOUT_NOW;
            case MessageType.CHECK -> Event.HEAR_CHECK;
            case MessageType.CHECK_REPLY -> Event.HEAR_CHECK_REPLY;
            case MessageType.READ_REQUEST -> Event.HEAR_READ_REQUEST;
            default -> Event.HEAR_READ_REPLY;
        };
    }
}
