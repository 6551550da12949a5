package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.DriverTimeoutException;
import io.quorate.port.TransportException;
import java.io.Closeable;
import java.io.File;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * How the media driver is had: embedded with a thread of its own, embedded and run by whoever polls
 * a transport, or as a process of its own.
 *
 * <p>Any number of transports may use one driver, and on few cores should. An invoked driver and
 * all transports on it belong to one thread, and those that are polled turn it: what a member says
 * is heard by the next one in the same round of a loop. An embedded driver's files go with
 * {@link #close}.
 */
public final class AeronDriver implements AutoCloseable {
    // A process may be stopped for a while (a debugger, a snapshot of the machine) and live on.
    private static final long EMBEDDED_PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    static final long ALIVE_MS = 10_000;
    // Measured with three members in one loop: more cost latency or throughput.
    private static final int TURNS_MAX = 4;
    private static final int POURING = 4 << 10;
    private static final int EARS = 16;

    private final String directory;
    private final MediaDriver mediaDriver;
    private final AgentInvoker invoker;
    private final Thread thread;
    private final Closeable hold;                        // of an embedded driver's directory
    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private final int[] owed = new int[EARS];            // datagrams, by who is to hear them
    private Thread owner;
    private long turns;
    private boolean hasToSend;
    private boolean isPouring;
    private boolean isClosed;

    private AeronDriver(final String directory, final MediaDriver mediaDriver,
            final Thread thread) {
        this.directory = directory;
        this.mediaDriver = mediaDriver;
        this.invoker = mediaDriver == null ? null : mediaDriver.sharedAgentInvoker();
        this.thread = thread;
        this.hold = mediaDriver == null ? () -> {} : hold(mediaDriver, directory);
    }

    /**
     * An embedded driver on a daemon thread of its own.
     *
     * @param idle what the thread does with nothing to do
     * @throws TransportException when it cannot start
     */
    public static AeronDriver embedded(final IdleStrategy idle) {
        return embedded(idle, DriverSettings.SILENCE_NS);
    }

    /** The same, to which the other end is gone after so long without a word. */
    static AeronDriver embedded(final IdleStrategy idle, final long silenceNs) {
        final Thread[] thread = new Thread[1];
        final MediaDriver.Context context = DriverSettings
                .context(AeronDirectory.fresh(), silenceNs)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idle)
                .sharedThreadFactory(agent -> {
                    thread[0] = new Thread(agent);   // Aeron names it after the directory
                    thread[0].setDaemon(true);
                    return thread[0];
                });
        return new AeronDriver(context.aeronDirectoryName(), launch(context), thread[0]);
    }

    /**
     * An embedded driver without a thread: polling a transport runs it.
     *
     * @throws TransportException when it cannot start
     */
    public static AeronDriver invoked() {
        return invoked(DriverSettings.SILENCE_NS);
    }

    /** The same, to which the other end is gone after so long without a word. */
    static AeronDriver invoked(final long silenceNs) {
        final MediaDriver.Context context = DriverSettings
                .context(AeronDirectory.fresh(), silenceNs)
                .threadingMode(ThreadingMode.INVOKER);
        return new AeronDriver(context.aeronDirectoryName(), launch(context), null);
    }

    /**
     * A driver that runs by itself.
     *
     * @throws TransportException when none is alive in that directory
     */
    public static AeronDriver external(final String directory) {
        if (!isAlive(directory)) {
            throw new TransportException("no Aeron media driver is running in " + directory
                    + " (transport.aeron.directory); start one there, or remove the key to embed"
                    + " one");
        }
        return new AeronDriver(directory, null, null);
    }

    private static MediaDriver launch(final MediaDriver.Context context) {
        try {
            return MediaDriver.launch(context);
        } catch (final RuntimeException failure) {
            throw new TransportException("cannot start an Aeron media driver in "
                    + context.aeronDirectoryName() + ": " + failure.getMessage()
                    + "; make room there or name a running driver by transport.aeron.directory",
                    failure);
        }
    }

    private static Closeable hold(final MediaDriver mediaDriver, final String directory) {
        try {
            return AeronDirectory.hold(directory);
        } catch (final TransportException failure) {
            mediaDriver.close();
            throw failure;
        }
    }

    /** Whether one runs there, which may take {@link #ALIVE_MS} to tell while it starts. */
    static boolean isAlive(final String directory) {
        try {
            return new File(directory, "cnc.dat").exists()
                    && CommonContext.isDriverActive(new File(directory), ALIVE_MS, ignored -> {});
        } catch (final DriverTimeoutException hasNotStarted) {
            return false;
        }
    }

    /** Where the driver's files lie. */
    public String directory() {
        return directory;
    }

    /** What a client of this driver is made with; it is to be run by its one owner. */
    Aeron.Context clientContext() {
        final Aeron.Context context = new Aeron.Context()
                .aeronDirectoryName(directory)
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE)
                .awaitingIdleStrategy(YieldingIdleStrategy.INSTANCE)
                .driverAgentInvoker(invoker);
        return mediaDriver == null
                ? context
                : context.epochClock(SteadyClock.INSTANCE)
                        .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(EMBEDDED_PATIENCE_NS));
    }

    /**
     * Turns an invoked driver; returns how much it did. A turn sends what was said and moves one
     * datagram a socket; while it pours, there are a few more.
     */
    int turn() {
        if (invoker == null) {
            return 0;
        }
        claim();
        turns++;
        hasToSend = false;
        int all = 0;
        isPouring = true;
        for (int i = 0; i < TURNS_MAX && isPouring; i++) {
            final int work = invoker.invoke();   // mostly bytes
            all += work;
            isPouring = work >= POURING;
            settle(work);
        }
        return all;
    }

    /** Every ear has got a datagram if it was owed one; if nothing moved, nobody was. */
    private void settle(final int work) {
        for (int ear = 0; ear < EARS; ear++) {
            owed[ear] = work == 0 ? 0 : Math.max(0, owed[ear] - 1);
        }
    }

    /** How often an invoked driver was turned. */
    long turns() {
        return turns;
    }

    /** Whether the last turn ended before all that there was to move had been moved. */
    boolean isPouring() {
        return isPouring;
    }

    /** Something was put on a way to a member, or 0 for a client: it waits for a turn. */
    void onSaid(final int to) {
        if (invoker != null) {
            hasToSend = true;
            owed[to & EARS - 1]++;
        }
    }

    /** Whether an invoked driver has something to send, which may bring something to be heard. */
    boolean hasToSend() {
        return hasToSend;
    }

    /** How many datagrams that member, or 0 for a client, is still to hear. */
    int owed(final int ear) {
        return owed[ear & EARS - 1];
    }

    /**
     * Lets a member in, once.
     *
     * @throws TransportException when it is in, or the driver belongs to another thread
     */
    void enter(final String member) {
        checkOwner();
        if (!members.add(member)) {
            throw new TransportException(member + " is already open on the Aeron media driver in "
                    + directory + "; close it first, or give this one another id");
        }
    }

    /** Lets a member out. */
    void leave(final String member) {
        members.remove(member);
    }

    /** Makes this thread the one that an invoked driver belongs to, unless another one is. */
    void claim() {
        final Thread current = Thread.currentThread();
        if (invoker != null && owner != current) {
            checkOwner();
            owner = current;
        }
    }

    private void checkOwner() {
        final Thread current = Thread.currentThread();
        if (owner != null && owner != current && owner.isAlive()) {
            throw new TransportException("one invoked Aeron media driver is used by threads "
                    + owner.getName() + " and " + current.getName() + "; run its members in one"
                    + " loop, or set transport.aeron.threading = shared");
        }
    }

    /** Why this driver is of no use any more; null while it is. */
    String whyDead() {
        if (isClosed) {
            return "it was closed";
        }
        if (invoker != null && invoker.isClosed()) {
            return "it has terminated";
        }
        return thread != null && !thread.isAlive() ? "its thread has ended" : null;
    }

    /** Stops an embedded driver and removes its files; leaves an external one alone. Idempotent. */
    @Override
    public void close() {
        if (!isClosed && mediaDriver != null) {
            mediaDriver.close();
            CloseHelper.quietClose(hold);
        }
        isClosed = true;
    }

    static long embeddedPatienceNs() {
        return EMBEDDED_PATIENCE_NS;
    }
}
