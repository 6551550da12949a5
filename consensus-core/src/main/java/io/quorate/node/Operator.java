package io.quorate.node;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import io.quorate.raft.TransferOutcome;
import io.quorate.wire.ClientRequest;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Carries out what is ordered over the wire and is no matter of the log's: how is this member, who
 * are the members, let others be, let another lead, take a snapshot. An order has one answer, once
 * it is carried out; none is ever sent on to another member. Not for the hot path: it allocates.
 */
final class Operator {
    private final int self;
    private final Raft raft;
    private final ClientParts clients;
    private final Changes changes;
    private final Handovers handovers;
    private final Snapshots snapshots;
    private final NodeCounters counters;
    private final int replyCapacity;

    Operator(final int self, final Raft raft, final ClientParts clients, final Changes changes,
            final Handovers handovers, final Snapshots snapshots, final NodeCounters counters,
            final IngressConfig limits) {
        this.self = self;
        this.raft = raft;
        this.clients = clients;
        this.changes = changes;
        this.handovers = handovers;
        this.snapshots = snapshots;
        this.counters = counters;
        replyCapacity = limits.replyCapacity();
    }

    /** Takes an {@link Order} of any kind but those that read, or become entries. */
    void take(final long token, final DirectBuffer order, final int at, final int length) {
        final int body = at + Order.HEAD_LENGTH;
        final int bodyLength = length - Order.HEAD_LENGTH;
        switch (Order.kind(order, at)) {
            case ClientRequest.STATUS -> tellStatus(token);
            case ClientRequest.MEMBERS -> tellMembers(token);
            case ClientRequest.CHANGE -> change(token, order, body, bodyLength);
            case ClientRequest.TRANSFER -> transfer(token, order, body, bodyLength);
            case ClientRequest.SNAPSHOT -> snapshot(token);
            default -> answer(token, Outcome.UNSUPPORTED, "");
        }
    }

    private void tellStatus(final long token) {
        final UnsafeBuffer status = new UnsafeBuffer(new byte[MemberStatus.LENGTH]);
        final Configuration.Member member = raft.configuration().member(self);
        MemberStatus.write(status, self, member == null ? MemberRole.NONE : member.before(),
                counters);
        answer(token, Outcome.ANSWERED, counters.get(NodeCounter.APPLIED_INDEX), status);
    }

    /** Submitters of this process have room for short replies only, and the node to be asked. */
    private void tellMembers(final long token) {
        final DirectBuffer all = raft.configuration().encode();
        if (token > 0 && all.capacity() > replyCapacity) {
            answer(token, Outcome.UNSUPPORTED, "");
        } else {
            answer(token, Outcome.ANSWERED, raft.configurationIndex(), all);
        }
    }

    private void snapshot(final long token) {
        snapshots.ask();
        answer(token, Outcome.ANSWERED, counters.get(NodeCounter.APPLIED_INDEX), text(""));
    }

    private void change(final long token, final DirectBuffer order, final int at,
            final int length) {
        final MembershipChange change;
        try {
            change = MembershipChange.decode(order, at, length);
            requireAddresses(change);
        } catch (final IllegalArgumentException | IllegalStateException | ConfigException e) {
            answer(token, Outcome.REFUSED, e.getMessage());
            return;
        }
        changes.ask(change, told -> onChanged(token, told));
    }

    /** What can't be an address would stop all members that try to speak with it. */
    private void requireAddresses(final MembershipChange change) {
        final Configuration.Member member = raft.configuration().member(self);
        final boolean needsAddress = member != null && !member.address().isEmpty();
        for (final MembershipChange.Wanted wanted : change.members()) {
            if (needsAddress || !wanted.address().isEmpty()) {
                NodeConfigBuilder.requireAddress(wanted.id(), wanted.address());
            }
        }
    }

    private void onChanged(final long token, final ChangeAnswer told) {
        if (told.code() == Raft.NOT_LEADER) {
            answer(token, Outcome.NOT_LEADER, "");
        } else if (told.code() == Raft.BACK_PRESSURED) {
            answer(token, Outcome.BACK_PRESSURED, "");
        } else if (told.isDone()) {
            answer(token, Outcome.ANSWERED, told.code(), text(told.toString()));
        } else {
            answer(token, Outcome.REFUSED, told.toString());
        }
    }

    private void transfer(final long token, final DirectBuffer order, final int at,
            final int length) {
        if (length != Integer.BYTES) {
            answer(token, Outcome.UNSUPPORTED, "");
        } else if (raft.role() != Role.LEADER) {
            answer(token, Outcome.NOT_LEADER, "");
        } else {
            handovers.wish(order.getInt(at, LITTLE_ENDIAN),
                    (outcome, refusal) -> onTransferred(token, outcome, refusal));
        }
    }

    private void onTransferred(final long token, final TransferOutcome outcome,
            final Throwable refusal) {
        if (refusal != null) {
            answer(token, Outcome.REFUSED, refusal.getMessage());
        } else {
            answer(token, outcome == TransferOutcome.DONE ? Outcome.ANSWERED : Outcome.REFUSED,
                    transferred(outcome));
        }
    }

    private String transferred(final TransferOutcome outcome) {
        return outcome != TransferOutcome.LOST ? outcome.name() : outcome + ": member "
                + raft.leaderId() + " leads in term " + raft.term() + " (0 is none)";
    }

    private static DirectBuffer text(final String words) {
        return new UnsafeBuffer(words.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(final long token, final Outcome outcome, final String words) {
        answer(token, outcome, 0, text(words));
    }

    /** A node that has stopped says no more; its submitters know what to think of that. */
    private void answer(final long token, final Outcome outcome, final long index,
            final DirectBuffer body) {
        if (clients.seats.isStopped()) {
            return;
        }
        final int length = token < 0 ? body.capacity() : Math.min(body.capacity(), replyCapacity);
        counters.increment(NodeCounter.of(outcome));
        clients.desk.answer(token, outcome, raft.leaderId(), index, body, length);
    }
}
