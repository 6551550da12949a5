package io.quorate.sim;

import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;

/**
 * Nobody raises its term, and so disturbs a leader, before a quorum has said that it would vote for
 * it (thesis §9.6).
 */
final class PreVotes {
    private final Checks checks;
    private final int quorum;
    private final long[] campaigns;                              // the newest, by who stands
    private final int[] granted;                                 // by whom, as bits
    private final long[] terms;                                  // stood in, in earnest

    PreVotes(final World world, final Checks checks) {
        this.checks = checks;
        final int ids = world.conditions.cluster().nodes() + 1;
        quorum = (ids - 1) / 2 + 1;
        campaigns = new long[ids];
        granted = new int[ids];
        terms = new long[ids];
    }

    void onSaid(final SimulatedNode node, final int to, final Message message) {
        if (message instanceof RequestVote request) {
            if (request.isPreVote()) {
                soundsOut(node.id(), request.campaign());
            } else if (request.term() > terms[node.id()]) {
                stands(node.id(), request.term());
            }
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

    private void stands(final int id, final long term) {
        terms[id] = term;
        if (Integer.bitCount(granted[id]) < quorum) {
            checks.fail("pre-vote: node {} stands in term {} with {} of the {} words that it "
                    + "takes", id, term, Integer.bitCount(granted[id]), quorum);
        }
    }
}
