package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.benchmarks.remote.Injector;
import io.quorate.benchmarks.remote.RemoteCluster;
import io.quorate.benchmarks.remote.RemoteMember;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.NodeCounter;
import io.quorate.port.TransportFactory.Peer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Members that run elsewhere, with settings of their own: asked over the network how they are, and
 * struck by an {@link Injector}. What is seen of them is late by a way there and back and 1 ms, for
 * two seconds from a strike on; by 10 ms at other times, as members work for each answer.
 */
final class RemoteGround implements Ground {
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long USUAL_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long EAGER_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long EAGERNESS_NS = TimeUnit.SECONDS.toNanos(2);

    private final RemoteCluster cluster;
    private final Injector injector;                     // null where nothing is struck by one
    private final List<RemoteMember> members = new ArrayList<>();
    private final BitSet down = new BitSet();            // those that were ended, or stand still
    private final Operator operator;
    private long eagerUntilNs = System.nanoTime();

    /** Takes the injector over. */
    RemoteGround(final RemoteCluster cluster, final Injector injector) {
        this.cluster = cluster;
        this.injector = injector;
        try {
            for (final Peer member : cluster.members()) {
                members.add(new RemoteMember(cluster, member));
            }
            operator = new Operator(RemoteCluster.connect(
                    cluster.client().callTimeout(Operator.PATIENCE).inline(), cluster.members()));
        } catch (final RuntimeException e) {
            closeMembers();
            throw e;
        }
    }

    /**
     * Refuses what a scenario asks of a cluster that is not as it needs, or that nobody can do.
     *
     * @throws BadInputException with one sentence
     */
    static void requirePossible(final Scenario scenario, final RemoteCluster cluster,
            final Injector injector) {
        for (int id = 1; id <= Math.max(scenario.members(), cluster.members().size()); id++) {
            if (id > scenario.members() || id > cluster.members().size()
                    || cluster.members().get(id - 1).id() != id
                    || cluster.isObserver(cluster.members().get(id - 1)) != id > scenario.nodes()) {
                throw new BadInputException("the scenario is of voters 1 to " + scenario.nodes()
                        + (scenario.observers() == 0 ? "" : " and observers to "
                                + scenario.members())
                        + ", and " + cluster.file() + " names " + names(cluster)
                        + ": set nodes and observers in a scenario of your own, or choose another");
            }
        }
        for (final Step step : scenario.steps()) {
            if (step instanceof Step.Strike strike && strike.fault() != Fault.TRANSFER
                    && (injector == null || !injector.can(strike.fault()))) {
                throw new BadInputException("fault " + strike.fault().label() + " is done to"
                        + " members elsewhere by an injector, and " + (injector == null
                                ? "there is none: name one by --injector"
                                : injector + " does not know it"));
            }
        }
    }

    private static String names(final RemoteCluster cluster) {
        return String.join(", ", cluster.members().stream().map(member -> member.id()
                + (cluster.isObserver(member) ? " (observer)" : "")).toList());
    }

    @Override
    public String label() {
        return "a cluster elsewhere (" + cluster.file() + ") with settings of its own";
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void turn(final boolean isIdle) {
        operator.turn();
        if (injector != null) {
            injector.turn();
        }
        final long everyNs = eagerUntilNs - System.nanoTime() > 0 ? EAGER_NS : USUAL_NS;
        int work = 0;
        for (int i = 0; i < members.size(); i++) {
            work += members.get(i).turn(everyNs);
        }
        if (isIdle && work == 0) {
            LockSupport.parkNanos(IDLE_NS);
        }
    }

    @Override
    public boolean runs(final int id) {
        return !down.get(id) && members.get(id - 1).isHeard();
    }

    @Override
    public long counter(final int id, final NodeCounter counter) {
        return members.get(id - 1).counter(counter);
    }

    @Override
    public void strike(final int id, final Fault fault, final Weight by, final long forNs) {
        eagerUntilNs = System.nanoTime() + EAGERNESS_NS;
        if (fault == Fault.TRANSFER) {
            operator.transfer();
            return;
        }
        injector.strike(id, fault, by);
        if (fault.endsProcess() || fault == Fault.PAUSE) {
            down.set(id);
            members.get(id - 1).forget();
        }
    }

    @Override
    public void mend(final int id, final Fault fault) {
        injector.mend(id, fault);
        if (down.get(id)) {
            members.get(id - 1).forget();
            down.clear(id);
        }
    }

    @Override
    public ClientBuilder client() {
        return cluster.client();
    }

    @Override
    public QuorateClient connect(final ClientBuilder builder) {
        return RemoteCluster.connect(builder, cluster.members());
    }

    /** Nothing of a member can be looked into; what it promised was read back. */
    @Override
    public void verify() {
        turn(false);
    }

    private void closeMembers() {
        members.forEach(RemoteMember::close);
    }

    @Override
    public void close() {
        if (injector != null) {
            injector.close();
        }
        closeMembers();
        operator.close();
    }
}
