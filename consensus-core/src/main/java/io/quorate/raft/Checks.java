package io.quorate.raft;

import io.quorate.detector.FailureDetector;
import io.quorate.port.Outbound;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;

/**
 * Asks and answers whether members do their part, in the duty cycle itself: whoever answers has
 * proved that its cycle turns. A follower asks its leader as its detector wishes; a leader asks its
 * followers if that is configured.
 */
final class Checks {
    private static final int NOBODY = 0;

    private final Raft raft;
    private final FollowerChecks followers;
    private final Check check;
    private final CheckReply reply;
    private final int[] owedTo = new int[Roster.CAPACITY];       // ids, by slot
    private final long[] terms = new long[Roster.CAPACITY];
    private final long[] numbers = new long[Roster.CAPACITY];
    private final boolean[] isOfFollower = new boolean[Roster.CAPACITY];

    Checks(final Raft raft, final FollowerChecks followers, final Check check,
            final CheckReply reply) {
        this.raft = raft;
        this.followers = followers;
        this.check = check;
        this.reply = reply;
    }

    /** Somebody asks; the newest question of each is answered. */
    void onCheck(final Check message, final int slot) {
        owedTo[slot] = message.from();
        terms[slot] = message.term();
        numbers[slot] = message.number();
        isOfFollower[slot] = message.isOfFollower();
    }

    /** Whom this member asked has answered, in its own term. */
    void onCheckReply(final CheckReply message, final int slot) {
        if (message.isOfFollower() && raft.role() == Role.LEADER) {
            followers.onCheckReply(message, slot);
        } else if (!message.isOfFollower() && raft.leaderId() == message.from()) {
            raft.patience().onCheckReply(message);
        }
    }

    /** Tells a detector what its check has come to; who is unfit by its own word has failed. */
    static void tell(final FailureDetector detector, final CheckReply reply, final long nowNs) {
        if (reply.isGood() && !reply.isUnhealthy()) {
            detector.onCheckAnswered(reply.number(), nowNs);
        } else if (detector.onCheckRejected(reply.number(), nowNs) && reply.isUnhealthy()) {
            detector.onUnhealthy(nowNs);
        }
    }

    int emit(final Outbound outbound) {
        return switch (raft.role()) {
            case LEADER -> followers.emit(outbound, check) + answer(outbound);
            case FOLLOWER -> ask(outbound) + answer(outbound);
            case PRE_CANDIDATE, CANDIDATE -> answer(outbound);
        };
    }

    private int ask(final Outbound outbound) {
        final long number = raft.patience().dueCheck();
        if (number == FailureDetector.NO_CHECK || !outbound.send(raft.leaderId(),
                check.term(raft.term()).number(number).ofFollower(false))) {
            return 0;
        }
        raft.patience().checkSent();
        return 1;
    }

    private int answer(final Outbound outbound) {
        final int limit = raft.membership().roster().limit();
        int sent = 0;
        for (int slot = 0; slot < limit; slot++) {
            if (owedTo[slot] != NOBODY) {
                reply.term(raft.term()).to(numbers[slot], isOfFollower[slot]).good(isGood(slot))
                        .unhealthy(raft.condition().fitness() == Fitness.UNFIT);
                if (outbound.send(owedTo[slot], reply)) {
                    owedTo[slot] = NOBODY;
                    sent++;
                }
            }
        }
        return sent;
    }

    private boolean isGood(final int slot) {
        final boolean doesItsPart = isOfFollower[slot] ? raft.leaderId() == owedTo[slot]
                : raft.role() == Role.LEADER;
        return terms[slot] == raft.term() && doesItsPart;
    }
}
