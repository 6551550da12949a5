package io.quorate.peers;

import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.results.Measure;
import io.quorate.results.RunPart;
import io.quorate.results.Trial;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * A JVM that measures one peer, so that no other's threads, heap or libraries are in the way. It
 * tells what it found as lines that begin with {@value #MARK}; all else on its output is a peer's
 * own talk.
 */
final class Fork {
    static final String MARK = "@quorate ";
    static final String COMMITS = "commits ";
    static final String FAILOVER = "failover ";
    static final String ERROR = "error ";

    private final PeerKind kind;
    private final ForkPlan plan;
    private final PrintStream out;

    private Fork(final PeerKind kind, final ForkPlan plan, final PrintStream out) {
        this.kind = kind;
        this.plan = plan;
        this.out = out;
    }

    /** Measures {@code arguments[0]} as the rest says; exits with 0, or 1 after an error. */
    public static void main(final String[] arguments) {
        final List<String> words = List.of(arguments);
        final Fork fork = new Fork(PeerKind.of(words.get(0)),
                ForkPlan.of(words.subList(1, words.size())), System.out);
        int exitCode = 0;
        try (RunPart part = RunPart.ofThisJvm()) {
            for (final int payload : fork.plan.payloads()) {
                exitCode |= fork.guarded(COMMITS, () -> fork.commits(payload, part));
            }
            for (final Setting setting : Setting.values()) {
                exitCode |= fork.guarded(FAILOVER + setting.label() + " ",
                        () -> fork.failovers(setting, part));
            }
        }
        System.exit(exitCode);      // whatever threads a peer has left behind
    }

    /** A measurement that fails is told, and the next one runs. */
    private int guarded(final String what, final Runnable measurement) {
        try {
            measurement.run();
            return 0;
        } catch (final RuntimeException | LinkageError e) {
            tell(ERROR + what + sentence(e));
            e.printStackTrace(out);
            return 1;
        }
    }

    private static String sentence(final Throwable failure) {
        final String message = failure.getMessage();
        return message == null || failure instanceof LinkageError ? failure.toString()
                : message.lines().findFirst().orElse("");
    }

    private void tell(final String what) {
        out.println(MARK + what);
        out.flush();
    }

    private void commits(final int payload, final RunPart part) {
        try (DataDirectory directory = DataDirectory.in(DataDirectory.parent(""), "peer")) {
            final int widest = plan.windows().stream().mapToInt(Integer::intValue).max().orElse(1);
            final PeerConfig config =
                    PeerConfig.ofLoad(plan.durability(), payload, widest, directory.path());
            try (Peer peer = kind.start(config)) {
                final CommitRun run = new CommitRun(peer, kind, config, plan, part);
                for (final int window : plan.windows()) {
                    tell(COMMITS + run.measure(window).words());
                }
                run.verify();
            }
        }
    }

    private void failovers(final Setting setting, final RunPart part) {
        if (plan.trials() == 0) {
            return;
        }
        try (DataDirectory directory = DataDirectory.in(DataDirectory.parent(""), "peer")) {
            final PeerConfig config =
                    PeerConfig.ofFailover(plan.durability(), setting.timing(kind),
                            directory.path());
            try (Peer peer = kind.start(config)) {
                final FailoverRun run = new FailoverRun(peer, config, plan.seed());
                for (int trial = 0; trial < plan.trials(); trial++) {
                    final long ns = run.trial();
                    record(part, setting, config, trial, ns);
                    tell(FAILOVER + setting.label() + " " + ns);
                }
            }
        }
    }

    private void record(final RunPart part, final Setting setting, final PeerConfig config,
            final int trial, final long ns) {
        part.record(Trial.of("io.quorate.peers.Failover", Map.of("peer", kind.label(),
                "durability", config.durability().label(), "setting", setting.label(),
                "heartbeatMs", Integer.toString(config.heartbeatMs()),
                "electionTimeoutMs", Integer.toString(config.electionTimeoutMs())),
                trial, plan.seed()).with(Measure.FAILOVER_NS, ns));
    }
}
