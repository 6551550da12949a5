package io.quorate.storage.segment;

import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One file of a log, as memory: batches lie in it one after another, each at a position that is an
 * offset into {@link #memory}.
 *
 * <p>The log never calls {@link #force}, {@link #delete} and {@link #close} of one segment at the
 * same time; the first two come from helper threads.
 */
public interface Segment extends AutoCloseable {
    /** Its place among the log's segments: rising, never used twice; a higher one is newer. */
    int number();

    /** Where it lies, for messages to people. */
    Path file();

    /** All of it; always the same object, mapped until {@link #delete} or {@link #close}. */
    UnsafeBuffer memory();

    /**
     * Returns when every byte stored before the call, and the segment's existence, would survive
     * power loss. Called by a helper thread, while the log's thread may be storing more.
     *
     * @throws IOException of whatever kind; it is never called again then
     */
    void force() throws IOException;

    /** Lets go of the memory and removes the file, durably. Called by a helper thread. */
    void delete() throws IOException;

    /** Lets go of the memory and the file. Idempotent; nothing to do after {@link #delete}. */
    @Override
    void close();
}
