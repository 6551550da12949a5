package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.SnapshotWriter.State;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every snapshot store owes its node. An adapter's test opens one, of cluster 1. */
public abstract class SnapshotStoreContract {
    private static final int CLUSTER = SnapshotBytes.CLUSTER;

    private final Random random = new Random(7);
    private SnapshotStore store;

    /** Opens the store under test: the same one again after it was closed. */
    protected abstract SnapshotStore open();

    /** Closes it, and what was opened with it. */
    protected void close(final SnapshotStore opened) {
        opened.close();
    }

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        close(store);
    }

    private void reopen() {
        close(store);
        store = open();
    }

    /** Offers all bytes, in pieces of random length. */
    private void offer(final SnapshotWriter writer, final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final long startNs = System.nanoTime();
        int at = 0;
        while (at < bytes.length) {
            final int piece = Math.min(bytes.length - at, 1 + random.nextInt(9000));
            final int taken = writer.offer(buffer, at, piece);
            assertTrue(taken >= 0 && taken <= piece);
            at += taken;
            assertTrue(System.nanoTime() - startNs < Await.PATIENCE.toNanos(),
                    "the writer takes no more than " + at);
            assertTrue(writer.written() <= at);
        }
    }

    private static State settle(final SnapshotWriter writer) {
        Await.until("durable or damaged", () -> writer.state() != State.WRITING);
        return writer.state();
    }

    private State write(final long lastIndex, final long lastTerm, final byte[] bytes) {
        final SnapshotWriter writer = store.begin(lastIndex, lastTerm);
        assertEquals(lastIndex, writer.lastIndex());
        assertEquals(lastTerm, writer.lastTerm());
        offer(writer, bytes);
        writer.finish();
        return settle(writer);
    }

    private static byte[] content(final Snapshot snapshot) {
        final byte[] bytes = new byte[(int) snapshot.length()];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        int at = 0;
        while (at < bytes.length) {
            final int piece = Math.min(bytes.length - at, 12_345);
            snapshot.read(at, buffer, at, piece);
            at += piece;
        }
        return bytes;
    }

    @Test
    void aNewStoreHasNone() {
        assertNull(store.newest());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 5_000, 2_000_000})
    void aSnapshotIsTheNewestOnceItIsDurable(final int machineBytes) {
        final byte[] bytes = SnapshotBytes.of(10, 3, machineBytes);
        final SnapshotWriter writer = store.begin(10, 3);
        offer(writer, bytes);
        assertNull(store.newest());
        assertEquals(State.WRITING, writer.state());
        writer.finish();
        assertEquals(State.DURABLE, settle(writer));
        assertNewest(10, 3, bytes);
        reopen();
        assertNewest(10, 3, bytes);
    }

    private void assertNewest(final long lastIndex, final long lastTerm, final byte[] bytes) {
        final Snapshot newest = store.newest();
        assertEquals(lastIndex, newest.lastIndex());
        assertEquals(lastTerm, newest.lastTerm());
        assertEquals(bytes.length, newest.length());
        assertArrayEquals(bytes, content(newest));
    }

    @Test
    void aNewerOneTakesThePlaceOfAnOlderThatMayStillBeRead() {
        final byte[] first = SnapshotBytes.of(10, 3, 70_000);
        final byte[] second = SnapshotBytes.of(11, 3, 50_000);
        assertEquals(State.DURABLE, write(10, 3, first));
        final Snapshot older = store.newest();
        older.retain();
        assertEquals(State.DURABLE, write(11, 3, second));
        assertNewest(11, 3, second);
        assertNotSame(older, store.newest());
        assertArrayEquals(first, content(older));
        older.release();
        reopen();
        assertNewest(11, 3, second);
    }

    @Test
    void twoSnapshotsOfOneEntryAreToldApart() {
        write(10, 3, SnapshotBytes.of(10, 3, 100));
        final long digest = store.newest().digest();
        reopen();
        assertEquals(digest, store.newest().digest());
        write(11, 3, SnapshotBytes.of(11, 3, 101));
        assertNotEquals(digest, store.newest().digest());
    }

    @Test
    void oneThatIsDamagedAnywhereIsThrownAway() {
        final byte[] good = SnapshotBytes.of(10, 3, 0);
        write(10, 3, good);
        final byte[] bytes = SnapshotBytes.of(20, 4, 100);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (bytes[at] ^ 1 << at % 8);
            assertEquals(State.DAMAGED, write(20, 4, bytes), "byte " + at);
            bytes[at] = (byte) (bytes[at] ^ 1 << at % 8);
        }
        assertNewest(10, 3, good);
        assertEquals(State.DURABLE, write(20, 4, bytes));
        assertNewest(20, 4, bytes);
    }

    @Test
    void oneThatIsCutShortOrGoesOnIsThrownAway() {
        final byte[] bytes = SnapshotBytes.of(20, 4, 100);
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(State.DAMAGED, write(20, 4, java.util.Arrays.copyOf(bytes, length)));
        }
        assertEquals(State.DAMAGED, write(20, 4, java.util.Arrays.copyOf(bytes,
                bytes.length + 1)));
        assertEquals(State.DAMAGED, write(20, 4, java.util.Arrays.copyOf(bytes,
                bytes.length + 100)));
        assertNull(store.newest());
    }

    @Test
    void oneThatIsNotWhatWasPromisedIsThrownAway() {
        assertEquals(State.DAMAGED, write(21, 4, SnapshotBytes.of(20, 4, 100)));
        assertEquals(State.DAMAGED, write(20, 5, SnapshotBytes.of(20, 4, 100)));
        assertEquals(State.DAMAGED,
                write(20, 4, SnapshotBytes.of(CLUSTER + 1, 20, 4, 100, 20)));
        assertNull(store.newest());
    }

    @Test
    void anAbandonedOneLeavesNothing() {
        final SnapshotWriter writer = store.begin(10, 3);
        offer(writer, SnapshotBytes.of(10, 3, 5_000));
        writer.abandon();
        assertNull(store.newest());
        reopen();
        assertNull(store.newest());
        assertEquals(State.DURABLE, write(10, 3, SnapshotBytes.of(10, 3, 5_000)));
    }

    @Test
    void anUnfinishedOneIsForgottenWhenAnotherBeginsOrTheStoreCloses() {
        offer(store.begin(10, 3), SnapshotBytes.of(10, 3, 5_000));
        final byte[] bytes = SnapshotBytes.of(12, 3, 700);
        assertEquals(State.DURABLE, write(12, 3, bytes));
        offer(store.begin(14, 3), SnapshotBytes.of(14, 3, 5_000));
        reopen();
        assertNewest(12, 3, bytes);
    }
}
