package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A log under test, small enough to have borders, and the list that it ought to be. */
abstract class LogUnderTest {
    /** The longest payload of the log under test. */
    protected static final int MAX_PAYLOAD = 4 << 10;
    /** Bytes of a segment of the log under test. */
    protected static final int SEGMENT_BYTES = 64 << 10;

    static final int ENTRY = 1000;            // some sixty of them fill a segment
    static final int BEYOND_A_SEGMENT = 100;

    LogTwin twin;
    LogStorage log;

    /** Opens the log under test: the same one again after it was closed. */
    protected abstract LogStorage open();

    /** Closes it, and what was opened with it. */
    protected void close(final LogStorage opened) {
        opened.close();
    }

    @BeforeEach
    void openLog() {
        log = open();
        twin = new LogTwin(log, 42);
    }

    @AfterEach
    void closeLog() {
        close(log);
    }

    final void reopen() {
        close(log);
        log = open();
        twin.continueWith(log);
    }

    final void append(final int count) {
        for (int i = 0; i < count; i++) {
            twin.append(ENTRY);
        }
    }

    private void awaitDurable(final long index) {
        Await.until("entry " + index + " to be durable", () -> log.durableIndex() >= index);
        assertEquals(index, log.durableIndex());
    }

    final void publish() {
        log.endBatch();
        awaitDurable(log.lastIndex());
    }
}
