package io.quorate.benchmarks.rig;

import io.quorate.client.ClientBuilder;
import io.quorate.node.IngressConfig;
import io.quorate.raft.Configuration;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;

/**
 * A cluster in this JVM, with all that a measurement does to it.
 * <pre>
 *   inline             the caller's thread: turn() ──► member 1, member 2, member 3, media driver
 *   thread-per-node    a thread each; turn() only looks whether one of them has failed
 *   driver=own-thread  the media driver has a thread of its own, whoever turns the members
 * </pre>
 * Members are purged while they run, of what all have applied. One thread calls everything here.
 */
public final class ClusterRig implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int TURNS_BETWEEN_LOOKS = 64;

    private final RigConfig config;
    private final Fitting fitting;
    private final Parts parts;
    private final List<Member> members = new ArrayList<>();
    private final AtomicLong purgeable = new AtomicLong();
    private final IdleStrategy idle;
    private int turns;

    private ClusterRig(final RigConfig config, final int spares, final long ballastBytes,
            final Fitting fitting) {
        this.config = config;
        this.fitting = fitting;
        final long clusterId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        parts = new Parts(config, clusterId, config.members() + spares, ballastBytes > 0);
        idle = parts.idleStrategy();
        final Leaders leaders = new Leaders();
        final IngressConfig limits = fitting.ingress(IngressConfig.of(config.payload(),
                fitting.maxReplyLength()));
        final SplittableRandom seeds = new SplittableRandom(config.seed());
        final Configuration founders = parts.founders();
        for (int id = 1; id <= config.members() + spares; id++) {
            final RaftConfig core = RaftConfig.of(clusterId, id, founders, config.heartbeatNs(),
                    TimeUnit.MILLISECONDS.toNanos(config.electionTimeoutMinMs()),
                    TimeUnit.MILLISECONDS.toNanos(config.electionTimeoutMaxMs()),
                    seeds.nextLong()).with(config.detection());
            members.add(new Member(fitting.config(core), limits, parts, leaders, purgeable,
                    ballastBytes, fitting));
        }
    }

    /** A new cluster, launched; it has no leader yet. */
    public static ClusterRig launch(final RigConfig config) {
        return launch(config, 0);
    }

    /** The same, whose state machines have so much state besides, for snapshots to carry. */
    public static ClusterRig launch(final RigConfig config, final long ballastBytes) {
        return launch(new ClusterRig(config, 0, ballastBytes, Fitting.BARE));
    }

    /** A new cluster with state machines and transports of one's own. */
    public static ClusterRig launch(final RigConfig config, final Fitting fitting) {
        return launch(new ClusterRig(config, 0, 0, fitting));
    }

    /** The same, with so many nodes besides that are there to join and know nobody yet. */
    public static ClusterRig launchWithSpares(final RigConfig config, final int spares) {
        return launch(new ClusterRig(config, spares, 0, Fitting.BARE));
    }

    private static ClusterRig launch(final ClusterRig rig) {
        try {
            rig.startAll(true);
            return rig;
        } catch (final RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    private void startAll(final boolean isFirst) {
        members.forEach(member -> member.start(isFirst));
        if (!config.isInline()) {
            members.forEach(Member::startThread);
        }
    }

    /** What it was made of. */
    public RigConfig config() {
        return config;
    }

    /** A client of this cluster, on the members' own media driver if they have one. */
    public ClientBuilder client() {
        return parts.client();
    }

    /** All members, dead or alive, by id. */
    public List<Member> members() {
        return members;
    }

    /**
     * Lets the cluster work.
     *
     * @throws IllegalStateException if a member has stopped by itself, with the reason
     */
    public void turn() {
        if (config.isInline()) {
            for (int i = 0; i < members.size(); i++) {
                if (members.get(i).isAlive()) {
                    turn(members.get(i));
                }
            }
        }
        if (++turns % TURNS_BETWEEN_LOOKS == 0) {
            lookAfterMembers();
        }
    }

    private static void turn(final Member member) {
        try {
            member.doWork();
        } catch (final AgentTerminationException e) {
            throw stopped(member, e.getCause());
        }
    }

    private void lookAfterMembers() {
        long settled = Long.MAX_VALUE;
        for (final Member member : members) {
            if (member.failure() != null) {
                throw stopped(member, member.failure());
            }
            settled = Math.min(settled, member.settledIndex());
        }
        if (settled > purgeable.get() && !fitting.keepsLog()) {
            purgeable.set(settled);
        }
    }

    private static IllegalStateException stopped(final Member member, final Throwable reason) {
        return reason instanceof SafetyViolation violation ? violation
                : new IllegalStateException("member " + member.id() + " has stopped: " + reason,
                        reason);
    }

    /** Waits a moment if the members have threads of their own, and the caller had no work. */
    public void idle(final int work) {
        if (!config.isInline()) {
            idle.idle(work);
        }
    }

    /**
     * Turns until something holds.
     *
     * @param what names it, for the exception
     * @throws IllegalStateException if it does not within 30 seconds and the longest time that it
     *                               takes to suspect a leader
     */
    public void await(final String what, final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            turn();
            idle(0);
            if (System.nanoTime() - startNs > PATIENCE_NS + config.detectionNsMax()) {
                lookAfterMembers();
                throw new IllegalStateException("waited "
                        + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs)
                        + " s in vain for " + what + "; " + this);
            }
        }
    }

    /** The member that leads in the newest term; null while none does. */
    public Member leader() {
        Member newest = null;
        for (int i = 0; i < members.size(); i++) {
            final Member member = members.get(i);
            if (member.role() == Role.LEADER
                    && (newest == null || member.term() > newest.term())) {
                newest = member;
            }
        }
        return newest;
    }

    /**
     * The leader, once all live members follow it and have applied what it has committed, and have
     * their links, if there are to be any.
     */
    public Member awaitLeader() {
        await("a leader whom all follow", this::isSettled);
        return leader();
    }

    private boolean isSettled() {
        final Member leader = leader();
        return leader != null && leader.commitIndex() == leader.lastIndex()
                && alive().stream().allMatch(member -> member.term() == leader.term()
                        && member.leaderId() == leader.id()
                        && member.appliedIndex() == leader.commitIndex())
                && (config.evidence() == Evidence.TIMEOUT || areLinked(alive()));
    }

    private static boolean areLinked(final List<Member> alive) {
        return alive.stream().allMatch(one -> alive.stream()
                .allMatch(other -> one == other || one.isWatching(other)));
    }

    /** Those alive whom the newest leader takes for members. */
    private List<Member> alive() {
        final Member leader = leader();
        return members.stream().filter(member -> member.isAlive()
                && (leader == null || leader.counts(member.id()))).toList();
    }

    /** Whether the newest leader takes it for a member. */
    public boolean isMember(final Member member) {
        final Member leader = leader();
        return leader != null && leader.counts(member.id());
    }

    /** Stops a member at once, without a word to anyone. Its storage stays as it is. */
    public void crash(final Member member) {
        member.crash();
        if (config.isInline()) {
            member.doWork();
        }
    }

    /** Brings a crashed member back on the storage that it left. */
    public void restart(final Member member) {
        member.bury();
        member.start(false);
        if (!config.isInline()) {
            member.startThread();
        }
    }

    /** Crashes all members, and buries them. */
    public void stopAll() {
        members.forEach(this::crash);
        members.forEach(Member::bury);
    }

    /** Brings all back after {@link #stopAll}. */
    public void startAll() {
        startAll(false);
    }

    /** Every change of role, term and leader since then, in the order in which they happened. */
    public List<Mark> marksSince(final long fromNs) {
        return members.stream().flatMap(member -> member.marksSince(fromNs).stream())
                .sorted(Comparator.comparingLong(mark -> mark.atNs() - fromNs)).toList();
    }

    /**
     * Waits until all live members have applied the same, and compares what that was.
     *
     * @throws SafetyViolation if any two members applied different commands
     */
    public void verify() {
        awaitLeader();
        for (final Member a : alive()) {
            for (final Member b : alive()) {
                a.witness().requireAgrees(b.witness());
            }
        }
    }

    @Override
    public void close() {
        try (parts) {
            members.forEach(Member::crash);
            members.forEach(Member::bury);
        }
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("the cluster is");
        members.forEach(member -> text.append(" (member ").append(member.id())
                .append(member.isAlive() ? " " + member.role() : " crashed")
                .append(" term ").append(member.term())
                .append(" last ").append(member.lastIndex())
                .append(" commit ").append(member.commitIndex())
                .append(" applied ").append(member.appliedIndex()).append(')'));
        return text.toString();
    }
}
