package io.quorate.peers.aeron;

import io.quorate.peers.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Unlinks segments that all members have long passed, as a purge after a snapshot would: else a
 * long run at large payloads becomes a test of the kernel's write-back.
 */
final class LogPurger implements AutoCloseable {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int KEPT = 3;

    private final List<AeronMember> members;
    private final Thread thread = new Thread(this::run, "aeron-purger");
    private volatile boolean isClosed;

    LogPurger(final List<AeronMember> members) {
        this.members = members;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isClosed) {
            for (final AeronMember member : members) {
                purge(member.archiveDirectory());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private static void purge(final Path archive) {
        try (Stream<Path> files = Files.list(archive)) {
            final List<Path> newestFirst = files
                    .filter(file -> file.toString().endsWith(".rec"))
                    .sorted(Comparator.comparingLong(LogPurger::position).reversed()).toList();
            for (int i = KEPT * Peer.NODES; i < newestFirst.size(); i++) {
                Files.deleteIfExists(newestFirst.get(i));
            }
        } catch (final IOException e) {
            return;     // the next round finds what this one did not
        }
    }

    /** Of {@code 0-134217728.rec}: recording and position of its first byte. */
    private static long position(final Path segment) {
        final String name = segment.getFileName().toString();
        return Long.parseLong(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
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
