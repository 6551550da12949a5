package io.quorate.raft;

import io.quorate.wire.Message;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.agrona.DirectBuffer;

/**
 * Which configuration holds: the newest one in the log, committed or not (thesis §4.1), and so who
 * may speak. One whose entry is truncated gives way to the one before it.
 */
final class Membership {
    private record Entry(long index, Configuration configuration) {
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int self;
    private long refused;

    /** Until the log names another, the members that the node in slot {@code self} began with. */
    Membership(final Configuration initial, final int self) {
        this.self = self;
        entries.push(new Entry(0, initial));
    }

    /** The configuration in force. */
    Configuration current() {
        return entries.getFirst().configuration();
    }

    /** The index of the entry that put it in force; 0 for the one that the node started with. */
    long index() {
        return entries.getFirst().index();
    }

    void append(final long index, final DirectBuffer payload, final int offset, final int length) {
        final Configuration next = Configuration.decode(payload, offset, length);
        if (!Arrays.equals(next.ids(), current().ids())) {
            throw new IllegalStateException("the log names the members "
                    + Arrays.toString(next.ids()) + " and this node was started with "
                    + Arrays.toString(current().ids()) + ": start it with the former");
        }
        entries.push(new Entry(index, next));
    }

    void truncateFrom(final long index) {
        while (entries.getFirst().index() >= index && entries.size() > 1) {
            entries.pop();
        }
    }

    /** The slot of the member that said this; -1, and counted, if no other member did. */
    int speaker(final Message message) {
        final int slot = current().slotOf(message.from());
        return slot < 0 || slot == self ? refuse() : slot;
    }

    /** The same, where the storage it speaks with matters: a wiped disk must not vote twice. */
    int speaker(final Message message, final long identity) {
        final int slot = speaker(message);
        return slot >= 0 && !current().vouches(slot, identity) ? refuse() : slot;
    }

    private int refuse() {
        refused++;
        return -1;
    }

    long refused() {
        return refused;
    }
}
