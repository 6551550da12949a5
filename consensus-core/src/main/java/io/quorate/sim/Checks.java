package io.quorate.sim;

import io.quorate.raft.Role;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.EntryType;
import io.quorate.wire.Message;

/**
 * All checkers, told of everything as it happens. Each looks only at what has changed, so that
 * they can look after every event.
 */
final class Checks {
    private final World world;
    private final ElectionSafety elections;
    private final LogMatching logs;
    private final Commitment commitment;
    private final StateMachineSafety states;
    private final KeptWord words;
    private final Progression progression;
    private final PreVotes preVotes;
    private final QuorumContact contact;
    private final HandOvers handOvers;
    private final Transfers transfers;
    private AnswerSheet answers;

    Checks(final World world) {
        this.world = world;
        elections = new ElectionSafety(this);
        logs = new LogMatching(this);
        commitment = new Commitment(world, this);
        states = new StateMachineSafety(world, this);
        words = new KeptWord(world, this);
        preVotes = new PreVotes(world, this);
        contact = new QuorumContact(world, this);
        handOvers = new HandOvers(world, this);
        transfers = new Transfers(world, this);
        progression = new Progression(world, this);
    }

    void answers(final AnswerSheet answers) {
        this.answers = answers;
    }

    /** Ends the simulation: a rule was seen broken. Each {} of the sentence is a detail. */
    void fail(final String sentence, final Object... details) {
        String told = sentence;
        for (final Object detail : details) {
            final int at = told.indexOf("{}");
            told = told.substring(0, at) + detail + told.substring(at + 2);
        }
        throw new Violation(told);
    }

    /** A node's life begins; its storage is open and its agent not yet made. */
    void onStart(final SimulatedNode node) {
        words.onStart(node);
        handOvers.onStart(node);
        transfers.onStart(node);
        progression.onStart(node);
        states.onStart(node);
        commitment.onStart(node);
    }

    /** A node appends an entry after one of that term. */
    void onAppend(final SimulatedNode node, final Entry entry, final long termBefore) {
        logs.onAppend(node, entry, termBefore);
        if (entry.type() == EntryType.COMMAND) {
            answers.onAppend(entry.chunk().getLong(entry.payloadOffset()));
        }
    }

    /** A node is about to remove entries from its log's end. */
    void onTruncate(final SimulatedNode node, final long index, final long lastIndex) {
        world.note(Event.TRUNCATE, node, index, lastIndex - index + 1);
        elections.onTruncate(node, index);
        commitment.onTruncate(node, index);
    }

    /** The wire has taken a message. */
    void onSaid(final SimulatedNode node, final int to, final Message message) {
        if (!message.isOfRaft()) {
            return;
        }
        words.onSaid(node, to, message);
        preVotes.onSaid(node, to, message);
        if (message instanceof AppendEntries) {
            onLeader(node, message.term());
        }
    }

    private void onLeader(final SimulatedNode node, final long term) {
        if (elections.isNewLeader(node, term)) {
            commitment.onLeader(node, term);
            words.onLeader(node, term);
            contact.onLeader(node);
        }
    }

    /** A node has fed an entry to its state machine. */
    void onApply(final SimulatedNode node, final long index, final long command,
            final int reply) {
        world.note(Event.APPLY, node, index, command);
        if (states.onApply(node, index, reply)) {
            onFirstApply(index, command, reply);
        }
    }

    /** A node begins to restore its state machine from a snapshot that ends with that entry. */
    void onRestore(final SimulatedNode node, final long index) {
        world.note(Event.RESTORE, node, index, 0);
        states.onRestore(node, index);
    }

    /** Commands of sessions have numbers below 0. */
    private void onFirstApply(final long index, final long command, final int reply) {
        if (command < 0) {
            world.sessions.onFirstApply(-command, index, reply);
        } else {
            answers.onFirstApply(command, index, reply);
        }
    }

    /** A node stands still in the midst of a duty cycle: what has come true is seen now. */
    void withinCycle(final SimulatedNode node) {
        if (node.role() == Role.LEADER) {
            onLeader(node, node.raft().term());
        }
        commitment.afterCycle(node);
    }

    /** A node has ended a duty cycle. */
    void afterCycle(final SimulatedNode node) {
        progression.afterCycle(node);
        if (node.role() == Role.LEADER) {
            onLeader(node, node.raft().term());
        }
        commitment.afterCycle(node);
        contact.afterCycle(node);
        handOvers.afterCycle(node);
        transfers.afterCycle(node);
    }

    /** A node hears a sound message. */
    void onHeard(final SimulatedNode node, final Message message) {
        if (!message.isOfRaft()) {
            return;
        }
        contact.onHeard(node, message.from());
    }

    Commitment commitment() {
        return commitment;
    }

    StateMachineSafety states() {
        return states;
    }

    long leaders() {
        return elections.leaders();
    }
}
