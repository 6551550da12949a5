package io.quorate.storage.segment;

import io.quorate.port.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes and finds the segments of one log. By the first call to {@link #sealed} or {@link #create}
 * the log's directory exists and is locked for this process.
 */
public interface Segments extends AutoCloseable {
    /** How an adapter opens its segments. */
    @FunctionalInterface
    interface Opener {
        /**
         * Segments in a directory. Touches nothing yet.
         *
         * @param directory    of the segments alone; it may not be there yet
         * @param segmentBytes bytes of a new segment
         * @param durability   what a new segment is to survive, and what is stored in it
         */
        Segments open(Path directory, int segmentBytes, Durability durability);
    }

    /**
     * The segments that are there, in rising order of their numbers, each open for reading. Changes
     * nothing on disk. A file that was never completed by {@link #create} is left out.
     */
    List<SealedSegment> sealed() throws IOException;

    /**
     * Makes a segment: its blocks allocated and filled with zeros; with {@link Durability#FSYNC}
     * they are forced, and its directory entry too. May take long; called by a helper thread, one
     * call at a time. What an earlier run left half-made under that number is replaced.
     */
    OpenSegment create(int number) throws IOException;

    /** The longest batch that a new segment takes, in bytes. */
    int maxBatchLength();

    /** Removes what is kept in reserve, when the helper has ended; the segments stay. */
    @Override
    default void close() throws IOException {
        // nothing is kept
    }
}
