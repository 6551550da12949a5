package io.quorate.benchmarks.virtual;

/**
 * One election in virtual time; its phases add up to {@code electionNs}.
 *
 * @param detectNs    until the first survivor suspects the leader
 * @param standNs     from then until the winning candidacy
 * @param voteNs      from then until its majority
 * @param announceNs  from then until another member hears the new leader
 * @param establishNs from then until the leader's first entry is committed, which is not part of
 *                    the election's time
 * @param rounds      terms that it took
 * @param messages    that were said from the crash until the new leader was heard
 */
public record VirtualTrial(long detectNs, long standNs, long voteNs, long announceNs,
        long establishNs, int rounds, long messages) {
    /** From the crash until another member hears the new leader: the thesis' metric. */
    public long electionNs() {
        return detectNs + standNs + voteNs + announceNs;
    }
}
