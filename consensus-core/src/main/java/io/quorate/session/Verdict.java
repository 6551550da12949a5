package io.quorate.session;

/** What becomes of a session's entry as it is applied. */
public enum Verdict {
    /** It is new: the state machine is to be fed with it, and its answer to be kept. */
    EXECUTE,
    /** It was executed before: the answer that was kept is its answer. */
    REPEAT,
    /** It opened, kept alive or closed a session. */
    DONE,
    /** There is no such session, or none any more: it is never executed. */
    EXPIRED,
    /** Its number is not the session's next, nor one whose answer is kept: it is not executed. */
    OUT_OF_SEQUENCE,
    /** As many sessions as may be are open: no session was opened. */
    FULL
}
