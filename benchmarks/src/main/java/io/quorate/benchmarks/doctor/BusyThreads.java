package io.quorate.benchmarks.doctor;

import io.quorate.Threads;
import java.util.ArrayList;
import java.util.List;

/** Threads that do nothing but take processors, as a host's do under full load; until closed. */
final class BusyThreads implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;

    /** Twice as many as there are processors, so that each of those always has a choice. */
    BusyThreads() {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            final Thread thread = new Thread(this::work, "quorate-doctor-busy");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void work() {
        while (!isOver) {
            Thread.onSpinWait();
        }
    }

    int count() {
        return threads.size();
    }

    @Override
    public void close() {
        isOver = true;
        threads.forEach(Threads::awaitEnd);
    }
}
