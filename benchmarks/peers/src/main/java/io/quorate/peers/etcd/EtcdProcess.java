package io.quorate.peers.etcd;

import io.quorate.peers.PeerConfig;
import io.quorate.port.Durability;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One member over all its lives, each a process. */
final class EtcdProcess {
    private static final String PROGRAM = "etcd";
    private static final int PORTS = 2;

    private final PeerConfig config;
    private final int node;
    private final List<Integer> ports;
    private Process process;

    EtcdProcess(final PeerConfig config, final int node, final List<Integer> ports) {
        this.config = config;
        this.node = node;
        this.ports = ports;
    }

    /** Where the program is, if it is on the PATH. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, PROGRAM)).filter(Files::isExecutable)
                .findFirst();
    }

    /** How many TCP ports a cluster of so many members needs. */
    static int ports(final int members) {
        return members * PORTS;
    }

    int clientPort() {
        return ports.get(node * PORTS);
    }

    private String peerUrl(final int member) {
        return "http://127.0.0.1:" + ports.get(member * PORTS + 1);
    }

    /** Begins a life on what the last one left. */
    void start() {
        final ProcessBuilder builder = new ProcessBuilder(words())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            process = builder.start();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start etcd", e);
        }
    }

    private List<String> words() {
        final String clients = "http://127.0.0.1:" + clientPort();
        final List<String> words = new ArrayList<>(List.of(program().orElseThrow().toString(),
                "--name", "n" + node, "--data-dir", config.directory(node).toString(),
                "--listen-client-urls", clients, "--advertise-client-urls", clients,
                "--listen-peer-urls", peerUrl(node),
                "--initial-advertise-peer-urls", peerUrl(node),
                "--initial-cluster", IntStream.range(0, ports.size() / PORTS)
                        .mapToObj(member -> "n" + member + "=" + peerUrl(member))
                        .collect(Collectors.joining(",")),
                "--initial-cluster-state", "new",
                "--heartbeat-interval", Integer.toString(config.heartbeatMs()),
                "--election-timeout", Integer.toString(config.electionTimeoutMs()),
                "--snapshot-count", "100000000",
                "--quota-backend-bytes", Long.toString(8L << 30),
                "--logger", "zap", "--log-level", "fatal"));
        if (config.durability() != Durability.FSYNC) {
            words.add("--unsafe-no-fsync");
        }
        return words;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Processor time of this life, in nanoseconds. */
    long cpuNs() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** Kills it with signal 9. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("etcd does not end, pid " + process.pid());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
