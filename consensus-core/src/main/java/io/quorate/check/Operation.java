package io.quorate.check;

/**
 * One thing that a client asked, and when. Times are in nanoseconds of any one clock.
 *
 * @param client   who asked; a client asks one thing at a time, but goes on after an unknown answer
 * @param key      what it was about: keys are checked each for itself
 * @param call     what was asked, and the answer
 * @param callNs   when it was asked
 * @param returnNs when it was answered, or {@link #NEVER} if nobody knows what became of it: it
 *                 may have happened at any time after the call, or not at all
 * @param <C>      what can be asked of the model
 */
public record Operation<C>(int client, String key, C call, long callNs, long returnNs) {
    /** The answer was never heard. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Requires that it was called before it returned. */
    public Operation {
        if (returnNs < callNs) {
            throw new IllegalArgumentException("an operation of client " + client + " on key "
                    + key + " returned at " + returnNs + ", before it was called at " + callNs);
        }
    }

    /** Whether its answer is known. */
    public boolean isAnswered() {
        return returnNs != NEVER;
    }

    /** One line, with times in milliseconds. */
    @Override
    public String toString() {
        return String.format("%12.6f .. %s ms  client %d  %s %s", callNs / 1e6,
                isAnswered() ? String.format("%12.6f", returnNs / 1e6) : "           ?", client,
                key, call);
    }
}
