package io.quorate.kv;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.kv.KeyValue.Status;
import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A store of keys and values with get, put, compare-and-set and delete, in memory off the heap that
 * is bounded from the start. Commands are made, and replies read, by {@link KeyValue}.
 *
 * <p>Applying a command allocates nothing, but for the first entry in each 64 KiB of the store, and
 * for the first change in each while a snapshot's view is open. One thread owns it.
 */
public final class KeyValueMachine implements StateMachine {
    private static final int ENTRY_MIN = 64;
    private static final int ENTRY_MAX = 64 << 10;
    private static final int REPLY_HEAD = 2;

    private final Table table;

    /** A store of up to 65,536 entries of 256 bytes. */
    public KeyValueMachine() {
        this(1 << 16, 256);
    }

    /**
     * An empty store.
     *
     * @param maxEntries how many keys it holds; 1 to 2^24. All members must be given the same
     * @param entryBytes how many bytes an entry takes: its key, its value and 12 more at most; a
     *                   power of two from 64 to 65536. The store takes up to
     *                   {@code 8/3 x maxEntries x entryBytes} bytes, and twice that while a
     *                   snapshot is taken
     */
    public KeyValueMachine(final int maxEntries, final int entryBytes) {
        if (maxEntries < 1 || maxEntries > 1 << 24 || !BitUtil.isPowerOfTwo(entryBytes)
                || entryBytes < ENTRY_MIN || entryBytes > ENTRY_MAX) {
            throw new IllegalArgumentException("a store holds 1 to 2^24 entries of a power of two"
                    + " from 64 to 65536 bytes, not " + maxEntries + " of " + entryBytes);
        }
        table = new Table(maxEntries, entryBytes);
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        if (!KeyValue.isSound(command, offset, length)) {
            return answer(Status.MALFORMED, reply);
        }
        final int key = offset + KeyValue.HEAD_LENGTH;
        final int slot = table.find(command, key, KeyValue.keyLength(command, offset));
        return switch (KeyValue.op(command, offset)) {
            case KeyValue.GET -> value(Status.OK, slot, reply);
            case KeyValue.PUT -> put(slot, command, offset, reply);
            case KeyValue.CAS -> cas(slot, command, offset, reply);
            default -> delete(slot, reply);
        };
    }

    private int put(final int slot, final DirectBuffer command, final int offset,
            final MutableDirectBuffer reply) {
        final int keyLength = KeyValue.keyLength(command, offset);
        final int valueLength = KeyValue.valueLength(command, offset);
        if (!table.fits(keyLength, valueLength) || slot < 0 && table.isFull()) {
            return answer(Status.FULL, reply);
        }
        final int key = offset + KeyValue.HEAD_LENGTH;
        if (slot < 0) {
            table.insert(-1 - slot, command, key, keyLength, valueLength);
        } else {
            table.setValue(slot, command, key + keyLength, valueLength);
        }
        return answer(Status.OK, reply);
    }

    private int cas(final int slot, final DirectBuffer command, final int offset,
            final MutableDirectBuffer reply) {
        final boolean isAsExpected = KeyValue.expectsNothing(command, offset)
                ? slot < 0
                : slot >= 0 && table.valueEquals(slot, command, offset + KeyValue.HEAD_LENGTH
                        + KeyValue.keyLength(command, offset)
                        + KeyValue.valueLength(command, offset),
                        KeyValue.expectedLength(command, offset));
        if (isAsExpected) {
            return put(slot, command, offset, reply);
        }
        return slot < 0 ? answer(Status.MISMATCH, reply) : value(Status.MISMATCH, slot, reply);
    }

    private int delete(final int slot, final MutableDirectBuffer reply) {
        if (slot < 0) {
            return answer(Status.NOT_FOUND, reply);
        }
        table.remove(slot);
        return answer(Status.OK, reply);
    }

    private int value(final Status status, final int slot, final MutableDirectBuffer reply) {
        if (slot < 0) {
            return answer(Status.NOT_FOUND, reply);
        }
        final int length = table.valueLength(slot);
        if (REPLY_HEAD + length > reply.capacity()) {
            return answer(Status.TOO_LONG, reply);
        }
        reply.putByte(0, status.code());
        reply.putByte(1, (byte) 1);
        table.copyValue(slot, reply, REPLY_HEAD, length);
        return REPLY_HEAD + length;
    }

    private static int answer(final Status status, final MutableDirectBuffer reply) {
        reply.putByte(0, status.code());
        reply.putByte(1, (byte) 0);
        return REPLY_HEAD;
    }

    @Override
    public int query(final DirectBuffer query, final int offset, final int length,
            final MutableDirectBuffer reply) {
        if (!KeyValue.isSound(query, offset, length)
                || KeyValue.op(query, offset) != KeyValue.GET) {
            return answer(Status.MALFORMED, reply);
        }
        return value(Status.OK, table.find(query, offset + KeyValue.HEAD_LENGTH,
                KeyValue.keyLength(query, offset)), reply);
    }

    /** The store as it is now: a page that is written meanwhile is copied first. */
    @Override
    public SnapshotView snapshot() {
        return new TableView(table);
    }

    @Override
    public void beginRestore() {
        table.clear();
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        int at = offset;
        while (at < offset + length) {
            final int keyLength = record.getInt(at, LITTLE_ENDIAN);
            final int valueLength = record.getInt(at + 4, LITTLE_ENDIAN);
            final int key = at + TableView.ENTRY_HEAD;
            table.insert(-1 - table.find(record, key, keyLength), record, key, keyLength,
                    valueLength);
            at = key + keyLength + valueLength;
        }
    }

    /** How many keys there are. */
    public int size() {
        return table.size();
    }

    /** Bytes of the store's memory that are in use by now. */
    public long bytes() {
        return table.bytes();
    }
}
