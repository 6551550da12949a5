package io.quorate.storage.segment;

/**
 * A segment that this run of the process made and fills, batch by batch. Its memory is on disk
 * from the start, every block of it, and full of zeros. The log's thread alone calls what is here.
 */
public interface OpenSegment extends Segment {
    /** How long a batch begun now may become, in bytes; too little for one, or less, when full. */
    int room();

    /**
     * Begins a batch and returns its position, a multiple of 8. From there on up to {@link #room}
     * bytes may be stored, in any order; nobody looks at them before {@link #publish}.
     */
    int begin();

    /**
     * Publishes the batch last begun, all or nothing: when this returns it survives the end of the
     * process, and a process that ended just before leaves no trace that {@link
     * SealedSegment#published} would find. Stores the batch's length in its {@link Batch} header.
     *
     * @param length bytes of the batch, header included; a multiple of 8
     */
    void publish(int length);
}
