package io.quorate.client;

import io.quorate.node.Outcome;
import io.quorate.node.Overload;
import io.quorate.node.Reply;

/** A call was not done, or it is not known whether it was; the {@link #outcome} says which. */
public sealed class ClientException extends RuntimeException permits OverloadedException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    ClientException(final Outcome outcome) {
        this(outcome, explain(outcome));
    }

    ClientException(final Outcome outcome, final String explanation) {
        super(outcome + ": " + explanation);
        this.outcome = outcome;
    }

    /** What a reply that tells of no success is as an exception. */
    static ClientException of(final Reply reply) {
        if (reply.outcome() == Outcome.REFUSED) {
            return new ClientException(reply.outcome(), reply.text());
        }
        final Overload overload = reply.overload();
        return overload == null ? new ClientException(reply.outcome())
                : new OverloadedException(overload);
    }

    private static String explain(final Outcome outcome) {
        return switch (outcome) {
            case INDETERMINATE -> "the command may have been executed or not; look before you"
                    + " submit it again";
            case BACK_PRESSURED -> "too much is unanswered; wait for some of it, then try again";
            case NOT_LEADER -> "no leader was found in time, and nothing was executed; try again";
            case SESSIONS_FULL -> "the cluster has as many sessions as it may have; close some, or"
                    + " raise session.max";
            case TOO_LARGE -> "the command is longer than the cluster's max-command";
            case STOPPED -> "the client is closed, and nothing was executed";
            case UNSUPPORTED -> "the members do not know such a request";
            default -> "nothing was executed";
        };
    }

    /** What became of the call; never {@link Outcome#COMMITTED}. */
    public Outcome outcome() {
        return outcome;
    }
}
