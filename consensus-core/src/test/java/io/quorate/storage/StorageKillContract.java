package io.quorate.storage;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quorate.JvmFlags;
import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.Snapshot;
import io.quorate.port.Storage;
import io.quorate.port.VoteStore;
import io.quorate.wire.EntryFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Storage must survive kill -9 at any moment: a real process is killed again and again, and nothing
 * that it had acknowledged may be lost, changed or taken back.
 */
public abstract class StorageKillContract {
    private static final int CYCLES = 15;
    private static final int DEADLINE_SECONDS = 60;
    private static final int MIN_STEPS = 20;

    private final SplittableRandom random = new SplittableRandom(20260417);
    private final UnsafeBuffer expected = new UnsafeBuffer(new byte[DoomedWriter.MAX_PAYLOAD]);
    private final UnsafeBuffer run = new UnsafeBuffer(0, 0);

    @TempDir
    Path directory;

    private long identity;
    private int incarnation;

    /** The storage under test, by the name its factory has. */
    protected abstract String storageName();

    @Test
    void nothingKeptInThePageCacheIsLostToKills() throws Exception {
        surviveKills(Durability.PAGE_CACHE);
    }

    @Test
    void nothingSyncedIsLostToKills() throws Exception {
        surviveKills(Durability.FSYNC);
    }

    private void surviveKills(final Durability durability) throws Exception {
        try (Testimony testimony = new Testimony(directory.resolve("testimony"))) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                killOnce(testimony, durability, cycle);
                check(testimony, durability);
            }
            assertTrue(testimony.snapshot() > 0, "no snapshot was ever durable");
        }
        assertTrue(incarnation >= CYCLES, "the storage counted how often it was opened");
    }

    /** Kills mostly at work, but every fifth time while the storage is being opened. */
    private void killOnce(final Testimony testimony, final Durability durability, final int cycle)
            throws Exception {
        testimony.phase(0);
        final long before = testimony.steps();
        final Path noise = directory.resolve("noise");
        final Process writer = start(durability, noise, cycle);
        try {
            if (cycle % 5 == 4) {
                await(writer, noise, () -> testimony.phase() >= Testimony.OPENING);
            } else {
                await(writer, noise, () -> testimony.steps() >= before + MIN_STEPS);
            }
            final boolean ended = writer.waitFor(random.nextLong(150_000_000), NANOSECONDS);
            assertFalse(ended, () -> "the writer ended by itself: " + read(noise));
        } finally {
            writer.destroyForcibly();
            assertTrue(writer.waitFor(DEADLINE_SECONDS, SECONDS));
        }
        assertEquals("", read(noise), "the storage must keep quiet");
    }

    private Process start(final Durability durability, final Path noise,
            final int cycle) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.list());
        command.addAll(List.of("-ea", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(DoomedWriter.class.getName());
        command.addAll(List.of(storageName(), directory.resolve("node").toString(),
                directory.resolve("testimony").toString(), durability.label(),
                Integer.toString(cycle)));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(noise.toFile()).start();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(final Process writer, final Path noise, final Condition condition)
            throws InterruptedException {
        final long deadline = System.nanoTime() + SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.holds()) {
            if (writer.waitFor(1, MILLISECONDS)) {
                fail("the writer ended by itself: " + read(noise));
            }
            if (System.nanoTime() > deadline) {
                fail("the writer did not get to work: " + read(noise));
            }
        }
    }

    private void check(final Testimony testimony, final Durability durability) {
        try (Storage storage = DoomedWriter.factory(storageName())
                .open(DoomedWriter.settings(directory.resolve("node"), durability))) {
            checkWord(storage.votes(), testimony);
            final long covered = checkSnapshot(storage, testimony);
            checkLog(storage.log(), covered, testimony);
        }
    }

    private void checkWord(final VoteStore votes, final Testimony testimony) {
        assertTrue(votes.term() >= testimony.term(), "a term went back");
        if (votes.term() == testimony.term() && testimony.votedFor() != VoteStore.NOBODY) {
            assertEquals(testimony.votedFor(), votes.votedFor(), "a vote was forgotten");
        }
        assertTrue(votes.promiseNs() >= testimony.promiseNs(), "a promise was forgotten");
        assertTrue(identity == 0 || identity == votes.identity(), "the identity changed");
        assertTrue(votes.incarnation() > incarnation, "an incarnation was counted twice");
        identity = votes.identity();
        incarnation = votes.incarnation();
    }

    /** Returns where the newest snapshot ends; the log goes on there, as a node would have it. */
    private static long checkSnapshot(final Storage storage, final Testimony testimony) {
        final Snapshot newest = storage.snapshots().newest();
        final long covered = newest == null ? 0 : newest.lastIndex();
        assertTrue(covered >= testimony.snapshot(), "a snapshot was lost");
        if (newest != null) {
            final byte[] bytes = new byte[(int) newest.length()];
            newest.read(0, new UnsafeBuffer(bytes), 0, bytes.length);
            assertArrayEquals(DoomedSnapshots.content(covered, newest.lastTerm()), bytes);
            if (covered > storage.log().lastIndex()) {
                assertTrue(testimony.acknowledged() <= covered);
                storage.log().resetTo(covered, newest.lastTerm());
            }
        }
        return covered;
    }

    private void checkLog(final LogStorage log, final long covered, final Testimony testimony) {
        final long acknowledged = testimony.acknowledged();
        assertTrue(log.lastIndex() >= acknowledged,
                () -> "acknowledged to " + acknowledged + ", kept to " + log.lastIndex());
        assertTrue(log.firstIndex() <= Math.max(acknowledged, covered) + 1,
                "more was purged than asked for");
        final long[] terms = termsOf(log);
        for (long index = log.firstIndex(); index <= acknowledged; index++) {
            assertEquals(testimony.termAt(index), terms[(int) (index - log.firstIndex())],
                    "the term of acknowledged entry " + index);
        }
        testimony.forgetTerms();
        for (int i = terms.length - 1; i >= 0; i--) {
            testimony.start(terms[i], log.firstIndex() + i);
        }
    }

    /** Reads the whole log, checks every byte of it, and returns the term of each entry. */
    private long[] termsOf(final LogStorage log) {
        final long[] terms = new long[(int) (log.lastIndex() + 1 - log.firstIndex())];
        long term = log.termBeforeFirst();
        for (long next = log.firstIndex(); next <= log.lastIndex();) {
            final long last = log.read(next, log.lastIndex(), 1 << 16, run);
            for (int at = 0; next <= last; next++) {
                final int frameLength = EntryFrame.check(run, at, run.capacity());
                assertTrue(frameLength > 0, "entry " + next + " is damaged");
                term = checkEntry(next, at, term);
                terms[(int) (next - log.firstIndex())] = term;
                at += frameLength;
            }
        }
        return terms;
    }

    private long checkEntry(final long index, final int at, final long termBefore) {
        final long term = EntryFrame.term(run, at);
        assertEquals(index, EntryFrame.index(run, at));
        assertTrue(term >= termBefore, "entry " + index + " is of an older term than the last");
        final int length = DoomedWriter.payload(expected, index, term);
        assertEquals(new UnsafeBuffer(expected, 0, length), new UnsafeBuffer(run,
                at + EntryFrame.HEADER_LENGTH, EntryFrame.payloadLength(run, at)),
                "the payload of entry " + index);
        return term;
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
