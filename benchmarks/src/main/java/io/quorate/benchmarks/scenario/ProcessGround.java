package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.FreePorts;
import io.quorate.node.NodeCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Members that are processes of this host, started as {@code quorate node} is, struck by signals to
 * their ids and watched by the counters that they publish. They end with this ground, and at the
 * latest with this JVM.
 */
final class ProcessGround implements Ground {
    /** What can be done to a process from outside. */
    static final Set<Fault> FAULTS = Set.of(Fault.CRASH, Fault.KILL9, Fault.PAUSE);

    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final DataDirectory directory;
    private final List<NodeProcess> members = new ArrayList<>();
    private final List<String> addresses;
    private final String transport;
    private final Thread onExit = new Thread(this::end, "quorate-scenario-end");

    ProcessGround(final Scenario scenario) {
        directory = DataDirectory.in(DataDirectory.parent(""), "processes");
        addresses = FreePorts.find(scenario.members()).stream()
                .map(port -> "127.0.0.1:" + port).toList();
        transport = scenario.config().wire().transport();
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            for (int id = 1; id <= scenario.members(); id++) {
                members.add(new NodeProcess(scenario, id, directory.path(), addresses));
                members.get(id - 1).start();
            }
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String label() {
        return members.size() + " processes over " + transport;
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void turn(final boolean isIdle) {
        if (isIdle) {
            members.forEach(NodeProcess::requireAsItShouldBe);
            LockSupport.parkNanos(IDLE_NS);
        }
    }

    @Override
    public boolean runs(final int id) {
        return members.get(id - 1).runs();
    }

    @Override
    public long counter(final int id, final NodeCounter counter) {
        return members.get(id - 1).counter(counter);
    }

    @Override
    public void strike(final int id, final Fault fault, final Weight by, final long forNs) {
        if (fault == Fault.PAUSE) {
            members.get(id - 1).stand(true);
        } else {
            members.get(id - 1).kill();
        }
    }

    @Override
    public void mend(final int id, final Fault fault) {
        if (fault == Fault.PAUSE) {
            members.get(id - 1).stand(false);
        } else {
            members.get(id - 1).start();
        }
    }

    @Override
    public QuorateClient connect(final ClientBuilder builder) {
        for (int id = 1; id <= members.size(); id++) {
            builder.member(id, addresses.get(id - 1));
        }
        return builder.transport(transport).connect();
    }

    /** Nothing of a process can be looked into; what it promised was read back. */
    @Override
    public void verify() {
        members.forEach(NodeProcess::requireAsItShouldBe);
    }

    private void end() {
        members.forEach(NodeProcess::kill);
    }

    @Override
    public void close() {
        end();
        try (directory) {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (final IllegalStateException e) {
            return;     // the JVM is ending, and the hook has run or will
        }
    }
}
