package io.quorate.port;

/**
 * Asks a disk now and then whether it still keeps what it is given, also while a log has nothing to
 * be kept. One thread owns it, which never waits for the disk.
 */
public interface DiskProbe extends AutoCloseable {
    /** Asks nothing. */
    DiskProbe NONE = new DiskProbe() {
        @Override
        public long intervalNs() {
            return 0;
        }

        @Override
        public long waitedNs() {
            return 0;
        }

        @Override
        public void close() {
            // nothing is held
        }
    };

    /** Nanoseconds from one answer to the next question; 0 if nothing is ever asked. */
    long intervalNs();

    /**
     * For how long the disk has owed an answer, in nanoseconds; 0 while it owes none. An error is
     * none. Never waits, allocates nothing.
     */
    long waitedNs();

    /** Asks no more. Waits for no disk that does not answer. Idempotent. */
    @Override
    void close();
}
