package io.quorate.benchmarks.cli;

import io.quorate.kv.KeyValueMachine;
import io.quorate.node.ConfigException;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeCounter;
import io.quorate.node.RaftNode;
import io.quorate.node.Threading;
import io.quorate.port.StorageException;
import io.quorate.port.TransportException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quorate node}: one member as a process of its own, until a signal asks it to stop. */
@Command(name = "node",
        header = "Runs one member of a cluster as a file of properties describes it.",
        synopsisHeading = "%nUsage: ",
        description = """

        A store of keys and values ("quorate client" puts and gets them). Prints its changes of
        role. With one member listed it stands alone, with several it is one of a cluster. SIGTERM
        or Ctrl-C stops it in peace: a leader hands over first, what it took is kept.
        """,
        footer = """

        A file for the first of three, whose first start makes its directory:
          cluster.id = 7
          member.id  = 1
          member.1   = 127.0.0.1:9001
          member.2   = 127.0.0.1:9002
          member.3   = 127.0.0.1:9003
          directory  = /var/lib/quorate/1
          bootstrap  = true""")
final class NodeCommand extends Verb {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long GOODBYE_SECONDS = 30;

    @Parameters(index = "0", paramLabel = "FILE", description = "The member's configuration.")
    private Path file;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean isAskedToStop;
    private String shown = "";

    @Override
    public Integer call() {
        final NodeConfig config;
        final RaftNode node;
        try {
            config = NodeConfig.load(file);
            node = launch(config);
        } catch (final ConfigException | StorageException | TransportException
                | IllegalStateException e) {
            throw new BadInputException(e.getMessage(), e);
        }
        final Thread onSignal = new Thread(this::stopInPeace, "quorate-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (node) {
            introduce(config);
            watch(node, config.threading() == Threading.INLINE);
        } finally {
            stopped.countDown();
        }
        return isAskedToStop ? ExitCode.OK : ended(node, onSignal);
    }

    /** The process is a store of keys and values; commands of another kind change nothing. */
    private static RaftNode launch(final NodeConfig config) {
        return RaftNode.launch(config, new KeyValueMachine());
    }

    private void stopInPeace() {
        isAskedToStop = true;
        try {
            if (stopped.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                say("stopped");
                Runtime.getRuntime().halt(ExitCode.OK);     // as asked, which is no failure
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void introduce(final NodeConfig config) {
        final String members = config.members().stream()
                .map(member -> member.id() + (member.address().isEmpty() ? ""
                        : " at " + member.address()))
                .collect(Collectors.joining(", "));
        say("member " + config.memberId() + " of cluster " + config.clusterId() + ": "
                + (config.members().size() == 1 ? "standalone" : "members " + members) + "; "
                + config.wire().transport() + ", " + config.disk().storage() + ", "
                + config.disk().durability().label());
    }

    private void watch(final RaftNode node, final boolean isInline) {
        long lookAtNs = System.nanoTime();
        while (!isAskedToStop && node.isRunning()) {
            final int work = isInline ? node.doWork() : 0;
            if (System.nanoTime() - lookAtNs >= 0) {
                show(node);
                lookAtNs = System.nanoTime() + LOOK_NS;
            }
            if (work == 0) {
                LockSupport.parkNanos(isInline ? IDLE_NS : LOOK_NS);
            }
        }
    }

    private void show(final RaftNode node) {
        final long term = node.counters().get(NodeCounter.TERM);
        final String role = switch (node.role()) {
            case LEADER -> "leader of term " + term;
            case FOLLOWER -> node.leaderId() == 0 ? "follower in term " + term + ", of nobody yet"
                    : "follower of member " + node.leaderId() + " in term " + term;
            case PRE_CANDIDATE -> "pre-candidate in term " + term;
            case CANDIDATE -> "candidate in term " + term;
        };
        if (!role.equals(shown)) {
            shown = role;
            say(role);
        }
    }

    private void say(final String what) {
        final LocalTime now = LocalTime.now(ZoneId.systemDefault());
        out().println(now.truncatedTo(ChronoUnit.MILLIS) + "  " + what);
        out().flush();
    }

    private static int ended(final RaftNode node, final Thread onSignal) {
        Runtime.getRuntime().removeShutdownHook(onSignal);
        throw new IllegalStateException("the node has stopped: " + node.failure().getMessage(),
                node.failure());
    }
}
