package io.quorate.sim;

import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import java.util.HashMap;
import java.util.Map;

/**
 * I10: nothing is said before it is durable, as the disk itself judges. And what was said binds
 * later lives too: one vote in a term, and no term below one that was spoken of (I8).
 */
final class KeptWord {
    private final Checks checks;
    private final long[] spokenTerms;                            // by id, over all lives
    private final long[] votedTerms;
    private final int[] votes;
    private final Map<Long, int[]> voters = new HashMap<>();     // by term, by candidate: as bits

    KeptWord(final World world, final Checks checks) {
        this.checks = checks;
        final int ids = world.conditions.cluster().nodes() + 1;
        spokenTerms = new long[ids];
        votedTerms = new long[ids];
        votes = new int[ids];
    }

    void onStart(final SimulatedNode node) {
        final SimulatedVotes.Word word = node.disk().word();
        if (word.term() < spokenTerms[node.id()]) {
            checks.fail("I8 terms never fall: node {} begins a life in term {} and has spoken of "
                    + "{}", node.id(), word.term(), spokenTerms[node.id()]);
        }
    }

    void onSaid(final SimulatedNode node, final int to, final Message message) {
        final boolean isPreVote = message instanceof RequestVote request && request.isPreVote();
        final long term = isPreVote ? message.term() - 1 : message.term();
        final SimulatedVotes.Word word = node.disk().word();
        if (term > word.term()) {
            checks.fail("I10 nothing before it is durable: node {} speaks of term {} while its "
                    + "disk has {}", node.id(), term, word.term());
        }
        if (term < spokenTerms[node.id()]) {
            checks.fail("I8 terms never fall: node {} speaks in term {} after it spoke in {}",
                    node.id(), term, spokenTerms[node.id()]);
        }
        spokenTerms[node.id()] = term;
        if (message instanceof AppendReply reply) {
            acknowledged(node, reply);
        } else if (message instanceof VoteReply reply && reply.isGranted() && !reply.isPreVote()) {
            voted(node, term, to, word);
        } else if (message instanceof RequestVote && !isPreVote
                || message instanceof AppendEntries) {
            voted(node, term, node.id(), word);
        }
    }

    /** A node was elected: a quorum has truly told it so, its own word included. */
    void onLeader(final SimulatedNode node, final long term) {
        final int[] ofTerm = voters.get(term);
        final int bits = (ofTerm == null ? 0 : ofTerm[node.id()]) | 1 << node.id();
        final SimulatedVotes.Word word = node.disk().word();
        if (!Halves.areReached(node.raft().configuration(), bits) || word.term() < term) {
            checks.fail("I1 elected by a quorum (§5.2): node {} leads in term {} with {} votes, "
                    + "which are none of {}", node.id(), term, Integer.bitCount(bits),
                    node.raft().configuration());
        }
    }

    private void acknowledged(final SimulatedNode node, final AppendReply reply) {
        final long durable = node.disk().log().trueDurableIndex();
        if (reply.matchIndex() > durable) {
            checks.fail("I10 nothing before it is durable: node {} acknowledges entries up to {} "
                    + "while its disk has them up to {}", node.id(), reply.matchIndex(), durable);
        }
    }

    private void voted(final SimulatedNode node, final long term, final int candidate,
            final SimulatedVotes.Word word) {
        final int id = node.id();
        if (votedTerms[id] == term && votes[id] != candidate) {
            checks.fail("I1 one vote in a term (§5.2): node {} voted for {} and for {} in term {}",
                    id, votes[id], candidate, term);
        }
        if (votedTerms[id] != term) {
            voters.computeIfAbsent(term, any -> new int[votes.length])[candidate] |= 1 << id;
        }
        votedTerms[id] = term;
        votes[id] = candidate;
        if (word.term() != term || word.votedFor() != candidate) {
            checks.fail("I10 nothing before it is durable: node {} tells its vote for {} in term "
                    + "{} while its disk has one for {} in term {}", id, candidate, term,
                    word.votedFor(), word.term());
        }
    }
}
