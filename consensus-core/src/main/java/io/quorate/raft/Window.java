package io.quorate.raft;

/**
 * What is under way to one peer and not yet agreed: so many messages, so many bytes. A message is
 * known by the index of its last entry, and leaves when that index is agreed.
 */
final class Window {
    private final long[] lastIndexes;
    private final int[] sizes;
    private final int maxBytes;
    private long head;
    private long tail;
    private int bytes;

    /**
     * Room for so much.
     *
     * @param maxMessages a power of two
     * @param maxBytes    a message larger than this passes only when nothing else is under way
     */
    Window(final int maxMessages, final int maxBytes) {
        lastIndexes = new long[maxMessages];
        sizes = new int[maxMessages];
        this.maxBytes = maxBytes;
    }

    boolean isEmpty() {
        return head == tail;
    }

    boolean isFull() {
        return tail - head == lastIndexes.length || bytes >= maxBytes;
    }

    void add(final long lastIndex, final int size) {
        final int slot = (int) tail++ & lastIndexes.length - 1;
        lastIndexes[slot] = lastIndex;
        sizes[slot] = size;
        bytes += size;
    }

    void free(final long agreedIndex) {
        while (head != tail && lastIndexes[(int) head & lastIndexes.length - 1] <= agreedIndex) {
            bytes -= sizes[(int) head++ & lastIndexes.length - 1];
        }
    }

    void clear() {
        head = tail;
        bytes = 0;
    }
}
