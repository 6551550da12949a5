package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.benchmarks.relay.Relay;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.FreePorts;
import io.quorate.node.NodeCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Members that are processes of this host, started as {@code quorate node} is, struck by signals to
 * their ids and watched by the counters that they publish. Where a scenario strikes links, there is
 * a relay between them; else they meet directly, and nothing lengthens their ways. They end with
 * this ground, and at the latest with this JVM.
 */
final class ProcessGround implements Ground {
    /** What can be done to a process from outside. */
    static final Set<Fault> FAULTS = EnumSet.of(Fault.CRASH, Fault.KILL9, Fault.PAUSE,
            Fault.PARTITION, Fault.ONE_WAY, Fault.LOSSY_LINK);

    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final DataDirectory directory;
    private final List<NodeProcess> members = new ArrayList<>();
    private final List<String> addresses;                // as clients reach members: directly
    private final String transport;
    private final Relay relay;                           // null where they meet directly
    private final Thread onExit = new Thread(this::end, "quorate-scenario-end");

    ProcessGround(final Scenario scenario) {
        final List<Integer> ports = FreePorts.find(scenario.members());
        addresses = ports.stream().map(port -> "127.0.0.1:" + port).toList();
        transport = scenario.config().wire().transport();
        relay = scenario.strikesLinks() ? relay(ports, scenario) : null;
        directory = DataDirectory.in(DataDirectory.parent(""), "processes");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            for (int id = 1; id <= scenario.members(); id++) {
                members.add(member(scenario, id));
                members.get(id - 1).start();
            }
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Relay relay(final List<Integer> ports, final Scenario scenario) {
        try {
            return new Relay(ports, scenario.config().wire().hasLinks());
        } catch (final IOException e) {
            throw new BadInputException("the links between processes can't be struck on this host,"
                    + " as it lends no addresses such as 127.8.1.2 (Linux does): leave out"
                    + " --processes", e);
        }
    }

    private NodeProcess member(final Scenario scenario, final int id) {
        final List<String> known = relay == null ? addresses
                : IntStream.rangeClosed(1, scenario.members()).mapToObj(relay::address).toList();
        return new NodeProcess(scenario, id, directory.path(), known,
                relay == null ? null : relay.hosts(id));
    }

    @Override
    public String label() {
        return members.size() + " processes over " + transport
                + (relay == null ? "" : " and a relay");
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void turn(final boolean isIdle) {
        if (isIdle) {
            requireAsItShouldBe();
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

    private void requireAsItShouldBe() {
        members.forEach(NodeProcess::requireAsItShouldBe);
        if (relay != null) {
            relay.requireRuns();
        }
    }

    @Override
    public void strike(final int id, final Fault fault, final Weight by, final long forNs) {
        switch (fault) {
            case CRASH, KILL9 -> members.get(id - 1).kill();
            case PAUSE -> members.get(id - 1).stand(true);
            case PARTITION -> relay.lose(id, 1, 1);
            case ONE_WAY -> relay.lose(id, 1, 0);
            case LOSSY_LINK -> relay.lose(id, by.share(), by.share());
            default -> throw impossible(fault);
        }
    }

    @Override
    public void mend(final int id, final Fault fault) {
        switch (fault) {
            case CRASH, KILL9 -> members.get(id - 1).start();
            case PAUSE -> members.get(id - 1).stand(false);
            case PARTITION, ONE_WAY, LOSSY_LINK -> relay.lose(id, 0, 0);
            default -> throw impossible(fault);
        }
    }

    private static IllegalStateException impossible(final Fault fault) {
        return new IllegalStateException("fault " + fault.label() + " was not refused in time");
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
        requireAsItShouldBe();
    }

    private void end() {
        members.forEach(NodeProcess::kill);
        members.forEach(NodeProcess::awaitEnd);
        if (relay != null) {
            relay.close();
        }
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
