package io.quorate.peers;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.Params;
import io.quorate.benchmarks.rig.SafetyViolation;
import io.quorate.results.RunPart;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Measures commits of a peer that runs: a closed loop at one window after another. When it has
 * ended, the leader must have applied what was answered, each command once.
 */
final class CommitRun {
    private static final int CHUNK = 64;

    private final Peer peer;
    private final PeerKind kind;
    private final PeerConfig config;
    private final ForkPlan plan;
    private final RunPart part;
    private long answered;

    CommitRun(final Peer peer, final PeerKind kind, final PeerConfig config, final ForkPlan plan,
            final RunPart part) {
        this.peer = peer;
        this.kind = kind;
        this.config = config;
        this.plan = plan;
        this.part = part;
    }

    /** Warms up and measures; nothing is outstanding afterwards. */
    Commits measure(final int window) {
        final ClosedLoop loop = new ClosedLoop(new PeerPipe(peer), window, config.payload());
        final WarmUp warmUp = new WarmUp(plan.warmUpNs());
        while (!warmUp.isOver()) {
            loop.complete(CHUNK);
        }
        loop.beginInterval();
        final Effort before = Effort.of(peer);
        final long startNs = System.nanoTime();
        final long commands = run(loop, plan.measureNs());
        final long tookNs = System.nanoTime() - startNs;
        final Effort effort = Effort.of(peer).since(before);
        loop.endInterval();
        final Histogram latency = loop.latencyNs().copy();
        loop.drain();
        answered += loop.offered();
        record(latency, window);
        return new Commits(config.payload(), window, commands * 1e9 / tookNs,
                latency.getValueAtPercentile(50), latency.getValueAtPercentile(99),
                peer.isOfThisJvm() ? (double) effort.allocatedBytes() / commands : Double.NaN,
                (double) effort.cpuNs() / commands);
    }

    private static long run(final ClosedLoop loop, final long forNs) {
        final long startNs = System.nanoTime();
        long commands = 0;
        while (System.nanoTime() - startNs < forNs) {
            loop.complete(CHUNK);
            commands += CHUNK;
        }
        return commands;
    }

    private void record(final Histogram latency, final int window) {
        part.record(Params.name("peer-commit", Map.of("peer", kind.label(),
                "durability", config.durability().label(),
                "payload", Integer.toString(config.payload()),
                "window", Integer.toString(window))), "", latency);
    }

    /**
     * Requires that the leader applied what was answered, and nothing else.
     *
     * @throws SafetyViolation if it did not
     */
    void verify() {
        try {
            Deadline.await("what was answered to be applied", () -> {
                peer.poll(number -> {});
                return peer.applied() >= answered;
            });
        } catch (final IllegalStateException e) {
            throw new SafetyViolation("lost: " + answered + " commands were answered, and the"
                    + " leader has applied " + peer.applied());
        }
        if (peer.applied() != answered) {
            throw new SafetyViolation(answered + " commands were sent and answered, and the leader"
                    + " has applied " + peer.applied());
        }
    }
}
