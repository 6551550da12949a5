package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every vote store owes its node. An adapter's test opens one. */
public abstract class VoteStoreContract {
    private VoteStore votes;

    /** Opens the store under test: the same one again after it was closed. */
    protected abstract VoteStore open();

    /** Closes it, and what was opened with it. */
    protected void close(final VoteStore opened) {
        opened.close();
    }

    @BeforeEach
    void openStore() {
        votes = open();
    }

    @AfterEach
    void closeStore() {
        close(votes);
    }

    private void reopen() {
        close(votes);
        votes = open();
    }

    private void store(final long term, final int votedFor, final long promiseNs) {
        votes.store(term, votedFor, promiseNs);
        awaitDurable();
        assertWord(term, votedFor, promiseNs);
    }

    private void awaitDurable() {
        Await.until("a durable vote", votes::isDurable);
    }

    private void assertWord(final long term, final int votedFor, final long promiseNs) {
        assertEquals(term, votes.term());
        assertEquals(votedFor, votes.votedFor());
        assertEquals(promiseNs, votes.promiseNs());
    }

    @Test
    void aNewStoreHasGivenNoWord() {
        assertWord(0, VoteStore.NOBODY, 0);
        assertTrue(votes.isDurable());
        assertEquals(1, votes.incarnation());
        assertNotEquals(0, votes.identity());
    }

    @Test
    void aWordIsThereAtOnceAndDurableSoon() {
        store(1, VoteStore.NOBODY, 0);
        store(1, 2, 0);
        store(1, 2, 5_000);
        store(7, VoteStore.NOBODY, 5_000);
        store(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    @Test
    void aWordOutlivesTheObject() {
        store(3, 2, 1_000);
        reopen();
        assertWord(3, 2, 1_000);
        assertTrue(votes.isDurable());
    }

    @Test
    void whatWasStoredJustBeforeClosingIsKept() {
        votes.store(9, 1, 4);
        reopen();
        assertWord(9, 1, 4);
    }

    @Test
    void eachOpeningIsAnotherLifeOfTheSameStorage() {
        final long identity = votes.identity();
        for (int incarnation = 2; incarnation < 6; incarnation++) {
            reopen();
            assertEquals(incarnation, votes.incarnation());
            assertEquals(identity, votes.identity());
        }
    }

    @Test
    void noWordIsEverTakenBack() {
        store(5, 2, 1_000);
        assertThrows(IllegalStateException.class, () -> votes.store(4, 2, 1_000));
        assertThrows(IllegalStateException.class, () -> votes.store(5, 3, 1_000));
        assertThrows(IllegalStateException.class, () -> votes.store(5, VoteStore.NOBODY, 1_000));
        assertThrows(IllegalStateException.class, () -> votes.store(6, 3, 999));
        assertWord(5, 2, 1_000);
    }

    @Test
    void theLastOfManyWordsIsKept() {
        for (int term = 1; term <= 2_000; term++) {
            votes.store(term, term % 3, term);
        }
        awaitDurable();
        reopen();
        assertWord(2_000, 2_000 % 3, 2_000);
    }

    /** The virtual machine allocates as it warms up, whenever it chooses; storing must not. */
    @Test
    void storingAllocatesNothingOnceItIsWarm() {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final List<Long> bytes = new ArrayList<>();
        for (int round = 1; round <= 10 && !bytes.contains(0L); round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            storeTerms(round * 2_000L, (round + 1) * 2_000L);
            bytes.add(threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(bytes.contains(0L), "bytes allocated in rounds of 2000 words: " + bytes);
    }

    private void storeTerms(final long from, final long to) {
        for (long term = from; term < to; term++) {
            votes.store(term, 1, 0);
        }
    }
}
