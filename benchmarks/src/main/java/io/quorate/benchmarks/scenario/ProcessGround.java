package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.benchmarks.relay.Relay;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.FreePorts;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Members that are processes of this host, started as {@code quorate node} is, struck by signals to
 * their ids, by clocks that are faked and by an operator's orders, and watched by the counters that
 * they publish. Where a scenario strikes links, there is a relay between them; else they meet
 * directly, and nothing lengthens their ways. They end with this ground, and at the latest with
 * this JVM.
 */
final class ProcessGround implements Ground {
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final DataDirectory directory;
    private final List<NodeProcess> members = new ArrayList<>();
    private final List<String> addresses;                // as clients reach members: directly
    private final NodeConfig.Wire wire;
    private final MemberJvm jvm;
    private final Relay relay;                           // null where they meet directly
    private final Path fakeTime;                         // null where no clock is stepped
    private final Operator operator;                     // null where no order is given
    private final Thread onExit = new Thread(this::end, "quorate-scenario-end");

    ProcessGround(final Scenario scenario) {
        final List<Integer> ports = FreePorts.find(scenario.members());
        addresses = ports.stream().map(port -> "127.0.0.1:" + port).toList();
        wire = scenario.config().wire();
        jvm = scenario.jvm();
        relay = scenario.strikesLinks() ? relay(ports, scenario) : null;
        fakeTime = scenario.strikes(Fault.CLOCK_STEP) ? WallClock.library() : null;
        directory = DataDirectory.in(DataDirectory.parent(""), "processes");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            for (int id = 1; id <= scenario.members(); id++) {
                members.add(member(scenario, id));
                members.get(id - 1).start();
            }
            operator = scenario.strikes(Fault.TRANSFER) ? operator() : null;
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
                relay == null ? null : relay.hosts(id), fakeTime);
    }

    private Operator operator() {
        return new Operator(connect(QuorateClient.builder(Scenario.CLUSTER_ID)
                .callTimeout(Operator.PATIENCE).inline()));
    }

    @Override
    public String label() {
        return members.size() + " processes over " + wire.transport()
                + (relay == null ? "" : " and a relay")
                + (jvm.touchedBytes() == 0 ? "" : ", with " + (jvm.touchedBytes() >> 20)
                        + " MiB of heap touched in each")
                + (jvm.flags().isEmpty() ? "" : ", " + String.join(" ", jvm.flags()));
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void turn(final boolean isIdle) {
        if (operator != null) {
            operator.turn();
        }
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
            case SLOW_NODE -> members.get(id - 1).slow(by.byNs());
            case CLOCK_STEP -> members.get(id - 1).stepClock(by.byNs());
            case TRANSFER -> operator.transfer();
            case DISK_STALL -> throw new IllegalStateException("it was not refused in time");
        }
    }

    @Override
    public void mend(final int id, final Fault fault) {
        switch (fault) {
            case CRASH, KILL9 -> members.get(id - 1).start();
            case PAUSE -> members.get(id - 1).stand(false);
            case PARTITION, ONE_WAY, LOSSY_LINK -> relay.lose(id, 0, 0);
            case SLOW_NODE -> members.get(id - 1).slow(0);
            case CLOCK_STEP, TRANSFER, DISK_STALL -> {
                // over at once, or never begun
            }
        }
    }

    @Override
    public QuorateClient connect(final ClientBuilder builder) {
        for (int id = 1; id <= members.size(); id++) {
            builder.member(id, addresses.get(id - 1));
        }
        wire.options().forEach(builder::option);
        return builder.transport(wire.transport()).link(wire.link()).connect();
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
        if (operator != null) {
            operator.close();
        }
        try (directory) {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (final IllegalStateException e) {
            return;     // the JVM is ending, and the hook has run or will
        }
    }
}
