package io.quorate.benchmarks.floor;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.quorate.benchmarks.load.Pipe;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.node.FreePorts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NoOpLock;

/**
 * A leader and two followers that copy, ship, copy, acknowledge and count, all turned by one thread
 * together with their client and their invoked media driver. There is no term, no vote, no index,
 * no checksum, no state machine: whatever Raft costs comes on top.
 * <pre>
 *   offer ──► leader's log ──► follower's log, twice
 *                 ▲                  │
 *   completed ◄── counted ◄── acknowledged
 * </pre>
 */
public final class FloorRig implements Pipe, AutoCloseable {
    private static final int FOLLOWERS = 2;
    private static final int ENTRIES = 100;             // stream ids
    private static final int ACKNOWLEDGEMENTS = 200;    // and of each follower, one more each
    private static final int TURNS_BETWEEN_KEEPALIVES = 64;
    private static final long CONNECT_NS = TimeUnit.SECONDS.toNanos(10);

    private final DataDirectory directory;
    private final MediaDriver driver;
    private final Aeron aeron;
    private final FloorLog[] logs = new FloorLog[1 + FOLLOWERS];
    private final FloorFollower[] followers = new FloorFollower[FOLLOWERS];
    private final FloorLeader leader;
    private int turns;

    /**
     * Starts all parts and connects them.
     *
     * @param transport {@code aeron-udp} or {@code aeron-ipc}
     * @param payload   bytes of each command, 1 to 1 MiB
     * @param parent    where the logs' directory is made; it is removed by {@link #close}
     */
    public FloorRig(final String transport, final int payload, final Path parent) {
        final List<String> channels = channels(transport);
        directory = DataDirectory.in(parent, "floor");
        driver = MediaDriver.launchEmbedded(driverContext());
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE)
                .driverAgentInvoker(driver.sharedAgentInvoker()));
        for (int i = 0; i < logs.length; i++) {
            logs[i] = new FloorLog(directory.path().resolve("log-" + i), payload);
        }
        leader = connect(channels);
        awaitConnections();
    }

    private static MediaDriver.Context driverContext() {
        return new MediaDriver.Context()
                .aeronDirectoryName(CommonContext.generateRandomDirName())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.INVOKER)
                .termBufferSparseFile(false)
                .publicationTermBufferLength(4 << 20)
                .ipcTermBufferLength(4 << 20)
                .initialWindowLength(2 << 20)
                .socketRcvbufLength(2 << 20)
                .socketSndbufLength(2 << 20)
                .mtuLength(8 << 10)
                .ipcMtuLength(8 << 10);
    }

    /** Where the leader and each follower listen. */
    private static List<String> channels(final String transport) {
        return switch (transport) {
            case "aeron-udp" -> FreePorts.find(1 + FOLLOWERS).stream()
                    .map(port -> "aeron:udp?endpoint=127.0.0.1:" + port).toList();
            case "aeron-ipc" -> Collections.nCopies(1 + FOLLOWERS, CommonContext.IPC_CHANNEL);
            default -> throw new IllegalArgumentException("transport must be aeron-udp or"
                    + " aeron-ipc for the floor, not '" + transport + "'");
        };
    }

    private FloorLeader connect(final List<String> channels) {
        final ExclusivePublication[] entries = new ExclusivePublication[FOLLOWERS];
        final Subscription[] acknowledgements = new Subscription[FOLLOWERS];
        for (int i = 0; i < FOLLOWERS; i++) {
            final int acknowledgementStream = ACKNOWLEDGEMENTS + i;
            acknowledgements[i] = aeron.addSubscription(channels.get(0), acknowledgementStream);
            final Subscription heard = aeron.addSubscription(channels.get(1 + i), ENTRIES + i);
            entries[i] = aeron.addExclusivePublication(channels.get(1 + i), ENTRIES + i);
            followers[i] = new FloorFollower(logs[1 + i], heard,
                    aeron.addExclusivePublication(channels.get(0), acknowledgementStream));
        }
        return new FloorLeader(logs[0], entries, acknowledgements);
    }

    private void awaitConnections() {
        final long startNs = System.nanoTime();
        while (!(leader.isConnected() && followers[0].isConnected()
                && followers[1].isConnected())) {
            turn();
            if (System.nanoTime() - startNs > CONNECT_NS) {
                close();
                throw new IllegalStateException("the floor's parts have not met within 10 s;"
                        + " is UDP on 127.0.0.1 blocked?");
            }
        }
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        return leader.take(command, offset, length);
    }

    @Override
    public void turn() {
        leader.ship();
        invoke();
        for (final FloorFollower follower : followers) {
            follower.turn();
        }
        invoke();
        leader.hear();
    }

    private void invoke() {
        driver.sharedAgentInvoker().invoke();
        if (++turns % TURNS_BETWEEN_KEEPALIVES == 0) {
            aeron.conductorAgentInvoker().invoke();
        }
    }

    @Override
    public long completed() {
        return leader.committed();
    }

    @Override
    public void close() {
        aeron.close();
        driver.close();
        for (final FloorLog log : logs) {
            log.close();
        }
        directory.close();
    }

    @Override
    public String toString() {
        return "floor of " + logs[0].position() + " bytes";
    }
}
