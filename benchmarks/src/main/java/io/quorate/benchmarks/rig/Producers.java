package io.quorate.benchmarks.rig;

import io.quorate.benchmarks.load.ClosedLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients of a rig's leader on threads of their own, each a closed loop with a way in of its own.
 * One thread makes them, turns the rig while they work, and closes them.
 */
public final class Producers implements AutoCloseable {
    private static final int COMMANDS = 16;              // between two looks at whether it is over

    private final ClusterRig rig;
    private final List<Producer> producers = new ArrayList<>();
    private volatile boolean isOver;

    /** So many, which keep a window of commands outstanding between them. */
    public Producers(final ClusterRig rig, final int count, final int window) {
        if (count < 1 || count > window) {
            throw new IllegalArgumentException("producers must be 1 to window=" + window
                    + ", not " + count);
        }
        this.rig = rig;
        for (int i = 0; i < count; i++) {
            producers.add(new Producer(LeaderPipe.ofAnotherThread(rig, window / count),
                    window / count));
        }
        producers.forEach(producer -> new Thread(producer, "producer").start());
    }

    /** Turns the rig until they have completed so many commands in all. */
    public void awaitCompleted(final long commands) {
        while (completed() < commands) {
            rig.turn();
            rig.idle(0);
        }
    }

    /** How many they have completed so far. */
    public long completed() {
        long completed = 0;
        for (int i = 0; i < producers.size(); i++) {
            completed += producers.get(i).completed();
        }
        return completed;
    }

    /** Completes what they have offered; afterwards they are at an end. */
    @Override
    public void close() {
        isOver = true;
        while (producers.stream().anyMatch(producer -> !producer.isDone)) {
            rig.turn();
            rig.idle(0);
        }
        producers.forEach(producer -> producer.pipe.close());
        completed();                                     // or throws what one of them met
    }

    private final class Producer implements Runnable {
        private final LeaderPipe pipe;
        private final ClosedLoop client;
        private volatile long completed;
        private volatile RuntimeException failure;
        private volatile boolean isDone;

        Producer(final LeaderPipe pipe, final int window) {
            this.pipe = pipe;
            client = new ClosedLoop(pipe, window, rig.config().payload());
        }

        long completed() {
            if (failure != null) {
                throw failure;
            }
            return completed;
        }

        @Override
        public void run() {
            try {
                while (!isOver) {
                    client.complete(COMMANDS);
                    completed = pipe.completed();
                }
                client.drain();
                completed = pipe.completed();
            } catch (final RuntimeException e) {
                failure = e;
            } finally {
                isDone = true;
            }
        }
    }
}
