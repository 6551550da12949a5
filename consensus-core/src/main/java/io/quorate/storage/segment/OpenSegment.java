package io.quorate.storage.segment;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment that this run of the process made and fills, batch by batch. Its memory is on disk
 * from the start, every block of it, and full of zeros. The log's thread alone calls what is here.
 */
public interface OpenSegment extends Segment {
    /** How long a batch begun now may become, in bytes; too little for one, or less, when full. */
    int room();

    /**
     * Begins a batch and returns its position, a multiple of 8.
     *
     * @param bytes that it has to take at least, header included; at most {@link #room}
     */
    int begin(int bytes);

    /**
     * Where the batch last begun is stored, from its first byte on and in any order, until it is
     * published; as long as it may become. It is zeros, or was used before. Nobody looks for it in
     * {@link #memory} before {@link #publish}.
     */
    UnsafeBuffer batch();

    /**
     * Publishes the batch last begun, all or nothing: when this returns it survives the end of the
     * process, and a process that ended just before leaves no trace that {@link
     * SealedSegment#published} would find. Stores the batch's length in its {@link Batch} header.
     *
     * @param length bytes of the batch, header included; a multiple of 8
     */
    void publish(int length);
}
