package io.quorate.benchmarks.detect;

import io.quorate.detector.FailureDetector;
import java.util.SplittableRandom;

/**
 * One detector and the leader that it watches, in virtual time: heartbeats and the answers to
 * checks fare as the climate will have it, until the leader dies. Heartbeats are the same for all
 * detectors of one climate and seed, whatever they ask.
 */
final class WatchedLeader {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int UNDER_WAY = 1 << 12;        // heartbeats; a power of two

    private final FailureDetector detector;
    private final Climate climate;
    private final long heartbeatNs;
    private final SplittableRandom heartbeats;
    private final SplittableRandom checks;
    private final long[] arrivalsNs = new long[UNDER_WAY];
    private int arrived;
    private int sent;
    private long newestArrivalNs;
    private long nowNs;
    private long sendsNs;
    private long open;
    private long answeredNs = NEVER;
    private long diesNs = NEVER;
    private boolean isSuspicious;
    private long suspicions;

    /** Watching begins at 0. */
    WatchedLeader(final FailureDetector detector, final Climate climate, final long heartbeatNs,
            final long seed) {
        this.detector = detector;
        this.climate = climate;
        this.heartbeatNs = heartbeatNs;
        final SplittableRandom random = new SplittableRandom(seed);
        heartbeats = random.split();
        checks = random.split();
    }

    /** The leader dies then: what it has not sent by then is not sent. */
    void dies(final long atNs) {
        diesNs = atNs;
    }

    /** Lets time pass up to there, and counts how often the leader comes to be suspected. */
    void pass(final long untilNs) {
        while (nowNs < untilNs) {
            step(untilNs);
        }
    }

    /** Lets time pass until the leader is suspected, or up to there. */
    long suspectedNs(final long untilNs) {
        while (nowNs < untilNs && !isSuspicious) {
            step(untilNs);
        }
        return nowNs;
    }

    private void step(final long untilNs) {
        final long deadlineNs = detector.deadlineNs() > nowNs ? detector.deadlineNs() : NEVER;
        nowNs = Math.max(nowNs, Math.min(Math.min(untilNs, deadlineNs),
                Math.min(Math.min(nextArrivalNs(), answeredNs), sendsNs)));
        if (nowNs >= sendsNs) {
            send();
        }
        if (nowNs >= nextArrivalNs()) {
            arrived++;
            detector.onHeard(nowNs);
        }
        if (nowNs >= answeredNs) {
            answeredNs = NEVER;
            detector.onCheckAnswered(open, nowNs);
        }
        final boolean wasSuspicious = isSuspicious;
        isSuspicious = detector.isSuspicious(nowNs);
        suspicions += isSuspicious && !wasSuspicious ? 1 : 0;
        ask();
    }

    private long nextArrivalNs() {
        return arrived == sent ? NEVER : arrivalsNs[arrived & UNDER_WAY - 1];
    }

    /** A heartbeat goes out; none overtakes another, and a leader that stands still says none. */
    private void send() {
        final long delayNs = climate.delayNs(sendsNs, heartbeats);
        if (delayNs >= 0 && sendsNs < diesNs) {
            newestArrivalNs = Math.max(newestArrivalNs, sendsNs + delayNs);
            arrivalsNs[sent++ & UNDER_WAY - 1] = newestArrivalNs;
        }
        sendsNs = climate.awakeNs(sendsNs + heartbeatNs);
    }

    private void ask() {
        final long check = detector.dueCheck();
        if (check == FailureDetector.NO_CHECK) {
            return;
        }
        detector.checkSent();
        open = check;
        final long thereNs = climate.delayNs(nowNs, checks);
        final long backNs = climate.delayNs(nowNs, checks);
        final long answersNs = climate.awakeNs(nowNs + Math.max(0, thereNs));
        final boolean isAnswered = thereNs >= 0 && backNs >= 0 && answersNs < diesNs;
        answeredNs = isAnswered ? answersNs + backNs : NEVER;
    }

    /** How often the leader came to be suspected. */
    long suspicions() {
        return suspicions;
    }
}
