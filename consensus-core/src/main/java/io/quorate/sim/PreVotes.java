package io.quorate.sim;

import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.TimeoutNow;
import io.quorate.wire.VoteReply;

/**
 * Nobody raises its term, and so disturbs a leader, before a quorum has said that it would vote for
 * it (thesis §9.6), or the leader has asked it to (§3.10).
 */
final class PreVotes {
    private final Checks checks;
    private final long[] campaigns;                              // the newest, by who stands
    private final int[] granted;                                 // by whom, as bits
    private final long[] terms;                                  // stood in, in earnest
    private final long[] asked;                                  // to stand in, by a leader

    PreVotes(final World world, final Checks checks) {
        this.checks = checks;
        final int ids = world.conditions.cluster().nodes() + 1;
        campaigns = new long[ids];
        granted = new int[ids];
        terms = new long[ids];
        asked = new long[ids];
    }

    void onSaid(final SimulatedNode node, final int to, final Message message) {
        if (message instanceof RequestVote request) {
            if (request.isPreVote()) {
                soundsOut(node.id(), request.campaign());
            } else if (request.term() > terms[node.id()]) {
                stands(node, request);
            }
        } else if (message instanceof TimeoutNow) {
            asked[to] = Math.max(asked[to], message.term() + 1);
        } else if (message instanceof VoteReply reply && reply.isPreVote() && reply.isGranted()
                && reply.campaign() == campaigns[to]) {
            granted[to] |= 1 << node.id();
        }
    }

    private void soundsOut(final int id, final long campaign) {
        if (campaign != campaigns[id]) {
            campaigns[id] = campaign;
            granted[id] = 1 << id;
        }
    }

    private void stands(final SimulatedNode node, final RequestVote request) {
        final int id = node.id();
        final long term = request.term();
        terms[id] = term;
        if (request.isTransfer() && asked[id] != term) {
            checks.fail("transfer: node {} stands in term {} as if a leader had asked it to", id,
                    term);
        }
        if (!request.isTransfer()
                && !Halves.areReached(node.raft().configuration(), granted[id])) {
            checks.fail("pre-vote: node {} stands in term {} with {} words, which are no "
                    + "quorum of {}", id, term, Integer.bitCount(granted[id]),
                    node.raft().configuration());
        }
    }
}
