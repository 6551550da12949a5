package io.quorate.benchmarks.floor;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.quorate.benchmarks.load.Pipe;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.benchmarks.rig.DriverThread;
import io.quorate.node.FreePorts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * A leader and two followers that copy, ship, copy, acknowledge and count, all turned by one thread
 * together with their client and, unless it has one of its own, their media driver. There is no
 * term, no vote, no index, no checksum, no state machine: whatever Raft costs comes on top.
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
    private static final int REQUESTS = 300;
    private static final int COUNTS = 301;
    private static final int LEGS_IN_PROCESS = 2;
    private static final int LEGS_OF_NETWORK = 4;
    private static final int TURNS_BETWEEN_KEEPALIVES = 64;
    private static final long CONNECT_NS = TimeUnit.SECONDS.toNanos(10);

    private final DataDirectory directory;
    private final MediaDriver driver;
    private final AgentInvoker invoker;                 // null: it has a thread of its own
    private final Aeron aeron;
    private final FloorLog[] logs = new FloorLog[1 + FOLLOWERS];
    private final FloorFollower[] followers = new FloorFollower[FOLLOWERS];
    private final FloorLeader leader;
    private final FloorDoor door;                       // null: the client is the leader's own
    private final FloorClient client;                   // likewise
    private int turns;

    /**
     * Starts all parts and connects them.
     *
     * @param transport {@code aeron-udp} or {@code aeron-ipc}
     * @param payload   bytes of each command, 1 to 1 MiB
     * @param legs      that a command takes: 2, or 4 with its client on the network too
     * @param thread    whose thread turns the media driver
     * @param parent    where the logs' directory is made; it is removed by {@link #close}
     */
    public FloorRig(final String transport, final int payload, final int legs,
            final DriverThread thread, final Path parent) {
        if (legs != LEGS_IN_PROCESS && legs != LEGS_OF_NETWORK) {
            throw new IllegalArgumentException("legs must be 2, or 4 for a client on the network,"
                    + " not " + legs);
        }
        final List<String> channels = channels(transport);
        directory = DataDirectory.in(parent, "floor");
        driver = MediaDriver.launchEmbedded(driverContext()
                .threadingMode(thread == DriverThread.OWN ? ThreadingMode.SHARED
                        : ThreadingMode.INVOKER));
        invoker = driver.sharedAgentInvoker();
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE)
                .driverAgentInvoker(invoker));
        for (int i = 0; i < logs.length; i++) {
            logs[i] = new FloorLog(directory.path().resolve("log-" + i), payload);
        }
        leader = connect(channels);
        door = legs == LEGS_IN_PROCESS ? null : new FloorDoor(leader,
                aeron.addSubscription(channels.get(0), REQUESTS),
                aeron.addExclusivePublication(channels.get(1 + FOLLOWERS), COUNTS));
        client = legs == LEGS_IN_PROCESS ? null : new FloorClient(
                aeron.addExclusivePublication(channels.get(0), REQUESTS),
                aeron.addSubscription(channels.get(1 + FOLLOWERS), COUNTS));
        awaitConnections();
        if (client != null && payload > client.maxCommandLength()) {
            final int longest = client.maxCommandLength();
            close();
            throw new IllegalArgumentException("with legs=4, payload must be up to " + longest
                    + " bytes, what a datagram holds, not " + payload);
        }
    }

    private static MediaDriver.Context driverContext() {
        return new MediaDriver.Context()
                .aeronDirectoryName(CommonContext.generateRandomDirName())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .sharedIdleStrategy(YieldingIdleStrategy.INSTANCE)
                .termBufferSparseFile(false)
                .publicationTermBufferLength(4 << 20)
                .ipcTermBufferLength(4 << 20)
                .initialWindowLength(2 << 20)
                .socketRcvbufLength(2 << 20)
                .socketSndbufLength(2 << 20)
                .mtuLength(8 << 10)
                .ipcMtuLength(8 << 10);
    }

    /** Where the leader, each follower and a client listen. */
    private static List<String> channels(final String transport) {
        return switch (transport) {
            case "aeron-udp" -> FreePorts.find(1 + FOLLOWERS + 1).stream()
                    .map(port -> "aeron:udp?endpoint=127.0.0.1:" + port).toList();
            case "aeron-ipc" -> Collections.nCopies(1 + FOLLOWERS + 1, CommonContext.IPC_CHANNEL);
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
        while (!isConnected()) {
            turn();
            if (System.nanoTime() - startNs > CONNECT_NS) {
                close();
                throw new IllegalStateException("the floor's parts have not met within 10 s;"
                        + " is UDP on 127.0.0.1 blocked?");
            }
        }
    }

    private boolean isConnected() {
        return leader.isConnected() && followers[0].isConnected() && followers[1].isConnected()
                && (door == null || door.isConnected() && client.isConnected());
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        return client == null ? leader.take(command, offset, length)
                : client.take(command, offset, length);
    }

    @Override
    public void turn() {
        if (client == null) {
            agree();
            return;
        }
        client.send();
        invoke();
        door.hear();
        agree();
        door.tell();
        invoke();
        client.hear();
    }

    private void agree() {
        leader.ship();
        invoke();
        for (final FloorFollower follower : followers) {
            follower.turn();
        }
        invoke();
        leader.hear();
    }

    private void invoke() {
        if (invoker != null) {
            invoker.invoke();
        }
        if (++turns % TURNS_BETWEEN_KEEPALIVES == 0) {
            aeron.conductorAgentInvoker().invoke();
        }
    }

    @Override
    public long completed() {
        return client == null ? leader.committed() : client.completed();
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
