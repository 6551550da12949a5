package io.quorate.storage.segment;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quorate.port.Durability;
import io.quorate.storage.Word;
import io.quorate.wire.Crc32c;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What storage belongs to, and what its node has given its word on.
 * <pre>
 *  0                8        12       16               24               32
 *  +----------------+--------+--------+----------------+----------------+
 *  | magic, version | crc32c | member |    sequence    |   cluster id   |
 *  +----------------+--------+--------+----------------+----------------+
 *  |    identity    |incarn. |votedFor|      term      |   promise ns   |
 *  +----------------+--------+--------+----------------+----------------+
 *  | pages? |   0   |     boot id of the host         |  storage name  |
 *  +----------------+---------------------------------+----------------+
 *  64               72                                88               104
 * </pre>
 * The checksum covers what follows it. {@code sequence} counts what was stored. {@code pages?} is 1
 * if the last opening trusted in the page cache, and {@code boot id} tells which start of the host
 * that was in. The name is that of the storage that made the log beside it. A flyweight with a
 * buffer of its own; not thread safe.
 */
final class HardState {
    /** Bytes of it all. */
    static final int LENGTH = 104;
    /** The longest name of a kind of storage. */
    static final int MAX_NAME_LENGTH = 16;

    private static final long MAGIC = 0x01_45_54_41_52_4F_55_51L;   // "QUORATE", version 1
    private static final int CRC = 8;
    private static final int MEMBER = 12;
    private static final int SEQUENCE = 16;
    private static final int CLUSTER_ID = 24;
    private static final int IDENTITY = 32;
    private static final int INCARNATION = 40;
    private static final int VOTED_FOR = 44;
    private static final int TERM = 48;
    private static final int PROMISE_NS = 56;
    private static final int IS_PAGE_CACHE = 64;
    private static final int BOOT_ID = 72;
    private static final int NAME = 88;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);

    /** Copies a slot; false if it is not whole. */
    boolean read(final DirectBuffer file, final int at) {
        buffer.putBytes(0, file, at, LENGTH);
        return buffer.getLong(0, LITTLE_ENDIAN) == MAGIC
                && buffer.getInt(CRC, LITTLE_ENDIAN) == checksum();
    }

    private int checksum() {
        return Crc32c.of(buffer, MEMBER, LENGTH - MEMBER);
    }

    /** Copies another. */
    void set(final HardState other) {
        buffer.putBytes(0, other.buffer, 0, LENGTH);
    }

    /** Whole, and ready to be written: so many bytes from 0 on. */
    DirectBuffer seal() {
        buffer.putLong(0, MAGIC, LITTLE_ENDIAN);
        buffer.putInt(CRC, checksum(), LITTLE_ENDIAN);
        return buffer;
    }

    /** Whose storage this is, from its beginning. */
    void belongTo(final long clusterId, final int memberId, final long identity,
            final String storageName) {
        buffer.putLong(CLUSTER_ID, clusterId, LITTLE_ENDIAN);
        buffer.putInt(MEMBER, memberId, LITTLE_ENDIAN);
        buffer.putLong(IDENTITY, identity, LITTLE_ENDIAN);
        buffer.putBytes(NAME, storageName.getBytes(US_ASCII));
    }

    /** Another opening. */
    void open(final Durability durability, final UUID bootId) {
        buffer.putInt(INCARNATION, incarnation() + 1, LITTLE_ENDIAN);
        buffer.putInt(IS_PAGE_CACHE, durability == Durability.PAGE_CACHE ? 1 : 0, LITTLE_ENDIAN);
        buffer.putLong(BOOT_ID, bootId.getMostSignificantBits(), LITTLE_ENDIAN);
        buffer.putLong(BOOT_ID + 8, bootId.getLeastSignificantBits(), LITTLE_ENDIAN);
        buffer.putLong(SEQUENCE, sequence() + 1, LITTLE_ENDIAN);
    }

    /** Another word. */
    void word(final Word word) {
        buffer.putLong(TERM, word.term(), LITTLE_ENDIAN);
        buffer.putInt(VOTED_FOR, word.votedFor(), LITTLE_ENDIAN);
        buffer.putLong(PROMISE_NS, word.promiseNs(), LITTLE_ENDIAN);
        buffer.putLong(SEQUENCE, sequence() + 1, LITTLE_ENDIAN);
    }

    long sequence() {
        return buffer.getLong(SEQUENCE, LITTLE_ENDIAN);
    }

    long clusterId() {
        return buffer.getLong(CLUSTER_ID, LITTLE_ENDIAN);
    }

    int memberId() {
        return buffer.getInt(MEMBER, LITTLE_ENDIAN);
    }

    long identity() {
        return buffer.getLong(IDENTITY, LITTLE_ENDIAN);
    }

    int incarnation() {
        return buffer.getInt(INCARNATION, LITTLE_ENDIAN);
    }

    long term() {
        return buffer.getLong(TERM, LITTLE_ENDIAN);
    }

    int votedFor() {
        return buffer.getInt(VOTED_FOR, LITTLE_ENDIAN);
    }

    long promiseNs() {
        return buffer.getLong(PROMISE_NS, LITTLE_ENDIAN);
    }

    boolean isOfPageCache() {
        return buffer.getInt(IS_PAGE_CACHE, LITTLE_ENDIAN) != 0;
    }

    UUID bootId() {
        return new UUID(buffer.getLong(BOOT_ID, LITTLE_ENDIAN),
                buffer.getLong(BOOT_ID + 8, LITTLE_ENDIAN));
    }

    String storageName() {
        final byte[] name = new byte[MAX_NAME_LENGTH];
        buffer.getBytes(NAME, name);
        return new String(name, US_ASCII).trim();      // NUL counts as white space here
    }
}
