package io.quorate.node;

import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.Transport;
import io.quorate.raft.Configuration;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.session.SessionTable;
import io.quorate.wire.ClientReplies;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.Message;

/**
 * What serves the clients of a node, put together.
 * <pre>
 *   submitters ─► Ingress ─┐             ┌─► PendingReads ────────────────┐
 *   clients ───► Inbound ──┼─► Requests ─┼─► Proposer ─► log ─► Pending ──┼─► Desk ─┬─► Seats
 *   members ───► Inbound ──┘  Admission  └─► Forwards ─► leader ──────────┘         └─► Guests
 * </pre>
 */
final class ClientParts {
    private static final int PATIENCE = 4;               // election timeouts, with a leader

    final SessionTable sessions;
    final Admission admission;
    final Desk desk;
    final Seats seats;
    final Pending pending;
    final Forwards forwards;
    final PendingReads reads;
    final Proposer proposer;
    final Requests requests;
    final Ingress ingress;

    ClientParts(final Raft raft, final RaftConfig config, final IngressConfig limits,
            final Storage storage, final Transport transport, final StateMachine stateMachine,
            final Clocks clocks, final NodeCounters counters) {
        final int incarnation = storage.votes().incarnation();
        sessions = new SessionTable(limits.sessions());
        seats = new Seats(limits);
        final Guests guests = new Guests(transport, counters, id -> addressOf(raft, id),
                spokenBy(config, incarnation, ClientReply.allocated()),
                new ReplyBatch(transport, counters,
                        spokenBy(config, incarnation, ClientReplies.allocated()),
                        limits.replyCapacity()));
        admission = new Admission(limits.admission(),
                new UncommittedBytes(config.maxUncommitted()), new UnappliedBytes(storage.log()),
                counters);
        desk = new Desk(seats, guests, admission);
        forwards = new Forwards(raft, transport, counters,
                spokenBy(config, incarnation, ClientRequest.allocated()), desk,
                PATIENCE * config.electionTimeoutNsMax(),
                clocks.monotonic().nanoTime());
        pending = new Pending(raft, desk, counters, config.maxUncommitted());
        proposer = new Proposer(raft, pending, sessions, limits.sessions(), clocks.wall(),
                admission);
        reads = new PendingReads(raft, stateMachine, desk, counters, clocks, limits,
                config.electionTimeoutNsMin());
        requests = new Requests(raft, proposer, reads, forwards, pending, desk, counters, limits);
        ingress = new Ingress(limits, seats, requests);
    }

    private static <M extends Message> M spokenBy(final RaftConfig config, final int incarnation,
            final M message) {
        message.speaker(config.clusterId(), config.self(), incarnation);
        return message;
    }

    private static String addressOf(final Raft raft, final int member) {
        final Configuration.Member found = raft.configuration().member(member);
        return found == null ? "" : found.address();
    }

    /** An office lost leaves in doubt what was taken in it, and what was sent to its holder. */
    int settle(final long nowNs) {
        return pending.settle() + forwards.settle(nowNs);
    }
}
