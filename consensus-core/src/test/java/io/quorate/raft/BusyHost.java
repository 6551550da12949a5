package io.quorate.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets each member run now and then, as a host does that has other things to do, and hear only a
 * part of what waits for it.
 */
final class BusyHost {
    private final Cluster cluster;
    private final long lateNs;
    private final SplittableRandom random;
    private final List<List<Outbox.Letter>> unheard = new ArrayList<>();
    private final long[] runsAtNs;
    private final long[] ranAtNs;
    private long nowNs;

    /** A host on which a member waits for up to {@code lateNs} between two cycles. */
    BusyHost(final Cluster cluster, final long lateNs, final long seed) {
        this.cluster = cluster;
        this.lateNs = lateNs;
        random = new SplittableRandom(seed);
        runsAtNs = new long[cluster.members.size()];
        ranAtNs = new long[runsAtNs.length];
        for (int i = 0; i < runsAtNs.length; i++) {
            unheard.add(new ArrayList<>());
            runsAtNs[i] = random.nextLong(lateNs);
        }
    }

    void run(final long forNs) {
        nowNs += forNs;
        for (int i = 0; i < runsAtNs.length; i++) {
            if (runsAtNs[i] <= nowNs) {
                cycle(i);
            }
        }
    }

    private void cycle(final int i) {
        final Member member = cluster.members.get(i);
        final List<Outbox.Letter> letters = unheard.get(i);
        final List<Outbox.Letter> heard = letters.subList(0, random.nextInt(letters.size() + 1));
        heard.forEach(member::hear);
        heard.clear();
        member.cycle(nowNs - ranAtNs[i]);
        ranAtNs[i] = nowNs;
        runsAtNs[i] = nowNs + random.nextLong(lateNs);
        for (final Outbox.Letter letter : member.outbox.take()) {
            if (cluster.reaches(member.id, letter.to())) {
                unheard.get(letter.to() - 1).add(letter);
            }
        }
    }
}
