package io.quorate.port;

/** The state of one moment, written piece by piece between commands that change it. */
public interface SnapshotView extends AutoCloseable {
    /**
     * Puts the next records into a sink, of about {@code maxBytes} together: a bit more does no
     * harm, much more delays the cluster's commits.
     *
     * @return whether the last record has been put; there may have been none at all
     */
    boolean write(SnapshotSink sink, int maxBytes);

    /** Lets go of what the view kept, whether it was written to its end or not. */
    @Override
    void close();
}
