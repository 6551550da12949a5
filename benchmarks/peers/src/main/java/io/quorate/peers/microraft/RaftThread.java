package io.quorate.peers.microraft;

import io.microraft.executor.RaftNodeExecutor;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/**
 * The one thread of a node: a plain queue, and timers that may run faster than the clock. Stopped,
 * it drops what it is given and lets its timers wait, as if the process stood still.
 */
final class RaftThread implements RaftNodeExecutor, AutoCloseable {
    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int BATCH = 64;

    private record Timer(long dueNs, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(final Timer other) {
            return Long.compare(dueNs - other.dueNs, 0);
        }
    }

    private final ManyToOneConcurrentLinkedQueue<Runnable> tasks =
            new ManyToOneConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();     // this thread's own
    private final int speed;
    private final Thread thread;
    private volatile boolean isStopped;
    private volatile boolean isClosed;
    private volatile boolean isAsleep;

    /** A thread whose timers run so many times as fast as the clock. */
    RaftThread(final String name, final int speed) {
        this.speed = speed;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(final Runnable task) {
        if (!isStopped) {
            tasks.offer(task);
            if (isAsleep && Thread.currentThread() != thread) {
                LockSupport.unpark(thread);
            }
        }
    }

    @Override
    public void submit(final Runnable task) {
        execute(task);
    }

    @Override
    public void schedule(final Runnable task, final long delay, final TimeUnit unit) {
        final long dueNs = System.nanoTime() + unit.toNanos(delay) / speed;
        execute(() -> timers.add(new Timer(dueNs, task)));
    }

    private void run() {
        while (!isClosed) {
            if (isStopped || work() == 0) {
                sleep();
            }
        }
    }

    private int work() {
        int done = 0;
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            done++;
            task = done < BATCH ? tasks.poll() : null;
        }
        final long nowNs = System.nanoTime();
        while (!timers.isEmpty() && timers.peek().dueNs() - nowNs <= 0) {
            timers.poll().task().run();
            done++;
        }
        return done;
    }

    private void sleep() {
        isAsleep = true;
        if (tasks.isEmpty()) {
            LockSupport.parkNanos(NAP_NS);
        }
        isAsleep = false;
    }

    /** From now on nothing is done, and what comes is lost. */
    void stop() {
        isStopped = true;
    }

    /** Goes on. */
    void resume() {
        Runnable lost;
        do {
            lost = tasks.poll();        // what was on its way
        } while (lost != null);
        isStopped = false;
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
