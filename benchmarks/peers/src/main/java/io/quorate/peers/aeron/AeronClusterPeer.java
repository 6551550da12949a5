package io.quorate.peers.aeron;

import static io.aeron.driver.Configuration.DEFAULT_TIMER_INTERVAL_NS;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.quorate.node.FreePorts;
import io.quorate.peers.Deadline;
import io.quorate.peers.EmbeddedPeer;
import io.quorate.peers.PeerConfig;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * Aeron Cluster with its own client over UDP: four network legs a command. All members share one
 * media driver, the client has one of its own; both have an MTU of 8 KiB.
 */
public final class AeronClusterPeer extends EmbeddedPeer<AeronMember> {
    private static final int MTU = 8 << 10;
    private static final int SOCKET_BYTES = 2 << 20;
    private static final long TIMER_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);

    private final MediaDriver driver;
    private final MediaDriver clientDriver;
    private final LogPurger purger;
    private final AeronCluster client;
    private LongConsumer onAnswer = number -> {};
    private long keptAliveNs = System.nanoTime();

    /** Starts the members and connects the client. */
    public AeronClusterPeer(final PeerConfig config) {
        driver = driver(config);
        clientDriver = driver(config);
        final List<Integer> ports = FreePorts.find(AeronMember.ports(NODES));
        for (int node = 0; node < NODES; node++) {
            start(new AeronMember(config, node, driver, ports));
        }
        awaitLeader("Aeron Cluster");
        client = AeronCluster.connect(client(ports));
        purger = config.keepsLog() ? null : new LogPurger(nodes);
    }

    /** For failovers its timers are looked at more often than once a second. */
    private static MediaDriver driver(final PeerConfig config) {
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(CommonContext.generateRandomDirName())
                .dirDeleteOnStart(true).dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(YieldingIdleStrategy.INSTANCE)
                .termBufferSparseFile(true)
                .performStorageChecks(false)
                .timerIntervalNs(config.keepsLog() ? TIMER_NS : DEFAULT_TIMER_INTERVAL_NS)
                .spiesSimulateConnection(true)
                .mtuLength(MTU)
                .socketSndbufLength(SOCKET_BYTES).socketRcvbufLength(SOCKET_BYTES)
                .initialWindowLength(SOCKET_BYTES)
                .errorHandler(error -> {}));
    }

    private AeronCluster.Context client(final List<Integer> ports) {
        final String endpoints = IntStream.range(0, NODES)
                .mapToObj(node -> node + "=" + AeronMember.ingress(ports, node))
                .collect(Collectors.joining(","));
        final EgressListener listener = (session, timestamp, buffer, offset, length, header) ->
                onAnswer.accept(buffer.getLong(offset));
        return new AeronCluster.Context()
                .aeron(Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(clientDriver.aeronDirectoryName())))
                .ownsAeronClient(true)
                .ingressChannel("aeron:udp?term-length=4m")
                .ingressEndpoints(endpoints)
                .egressChannel("aeron:udp?endpoint=localhost:0|term-length=4m")
                .messageTimeoutNs(TimeUnit.SECONDS.toNanos(Deadline.SECONDS))
                .newLeaderTimeoutNs(TimeUnit.SECONDS.toNanos(Deadline.SECONDS))
                .egressListener(listener);
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        return client.offer(command, offset, length) > 0;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck")     // the members need the core
    public void poll(final LongConsumer listener) {
        onAnswer = listener;
        if (client.pollEgress() == 0) {
            final long nowNs = System.nanoTime();
            if (nowNs - keptAliveNs > KEEP_ALIVE_NS) {
                client.sendKeepAlive();
                keptAliveNs = nowNs;
            }
            Thread.yield();
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(purger, client);
        super.close();
        CloseHelper.quietCloseAll(clientDriver, driver);
    }
}
