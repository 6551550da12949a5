package io.quorate.benchmarks.history;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Fitting;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.benchmarks.rig.Wires;
import io.quorate.kv.KeyValueMachine;
import io.quorate.port.StateMachine;
import io.quorate.port.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Clients at work on a real cluster while its members crash, return and are cut off: three members
 * with a thread each, Aeron over UDP, logs of Chronicle Queue.
 */
public final class HistoryRun {
    /** Clients at a time. */
    public static final int CLIENTS = 8;
    private static final int MEMBERS = 3;
    private static final int MAX_ENTRIES = 64;
    private static final int ENTRY_BYTES = 64;
    private static final long TELL_NS = 5_000_000_000L;

    private final Workbook workbook;
    private final boolean isFaulty;
    private final long seed;
    private final Wires wires = new Wires(MEMBERS);
    private Map<FaultKind, Integer> struck = Map.of();

    /** A run of so many operations, with faults or without, by that seed. */
    public HistoryRun(final int operations, final boolean isFaulty, final long seed) {
        workbook = new Workbook(operations);
        this.isFaulty = isFaulty;
        this.seed = seed;
    }

    /** Runs it, and tells now and then how far it has come. */
    public List<Line> run(final Consumer<String> progress) {
        final RigConfig config = RigConfig.of(Map.of("nodes", Integer.toString(MEMBERS),
                "heartbeatMs", "20", "electionTimeoutMinMs", "150", "electionTimeoutMaxMs", "300",
                "threading", "thread-per-node", "payload", "256"));
        try (ClusterRig rig = ClusterRig.launch(config, fitting())) {
            rig.awaitLeader();
            work(rig, progress);
            rig.awaitLeader();
        }
        return workbook.lines();
    }

    private Fitting fitting() {
        return new Fitting() {
            @Override
            public StateMachine machine(final int member, final StateMachine usual) {
                return new KeyValueMachine(MAX_ENTRIES, ENTRY_BYTES);
            }

            @Override
            public Transport transport(final int member, final Transport bare) {
                return wires.over(member, bare);
            }

            @Override
            public int maxReplyLength() {
                return ENTRY_BYTES;
            }

            @Override
            public boolean keepsLog() {
                return true;
            }
        };
    }

    private void work(final ClusterRig rig, final Consumer<String> progress) {
        final SplittableRandom seeds = new SplittableRandom(seed);
        final List<Client> clients = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            clients.add(new Client(number, rig, workbook, seeds.nextLong()));
        }
        final Faults faults = new Faults(rig, wires, seeds.nextLong(), System.nanoTime());
        long tellNs = System.nanoTime() + TELL_NS;
        while (!workbook.isDone()) {
            final long nowNs = System.nanoTime();
            rig.turn();
            int work = 0;
            for (final Client client : clients) {
                work += client.turn(nowNs);
            }
            if (isFaulty) {
                faults.turn(nowNs);
            }
            if (nowNs - tellNs >= 0) {
                progress.accept(String.format("%,d operations, faults struck: %s",
                        workbook.done(), faults.struck()));
                tellNs = nowNs + TELL_NS;
            }
            rig.idle(work);
        }
        faults.end();
        struck = faults.struck();
    }

    /** How often each kind of fault has struck. */
    public Map<FaultKind, Integer> struck() {
        return struck;
    }
}
