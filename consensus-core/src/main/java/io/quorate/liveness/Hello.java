package io.quorate.liveness;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one word that both ends of a link say, and never another.
 * <pre>
 *  0                8                16       20           24
 *  +----------------+----------------+--------+------------+
 *  | magic, version |   cluster id   | member | incarnation|
 *  +----------------+----------------+--------+------------+
 * </pre>
 */
record Hello(long clusterId, int member, int incarnation) {
    static final int LENGTH = 24;
    static final int CLIENT = 0;         // in a member's place: watches, and is no member
    private static final long MAGIC = 0x51_4C_49_4E_4B_00_00_01L;        // QLINK, version 1

    ByteBuffer encode() {
        return buffer().putLong(MAGIC).putLong(clusterId).putInt(member).putInt(incarnation)
                .flip();
    }

    /** Room for one. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a full buffer says; null if that is no such word. */
    static Hello decode(final ByteBuffer full) {
        full.flip();
        final long magic = full.getLong();
        final Hello hello = new Hello(full.getLong(), full.getInt(), full.getInt());
        return magic == MAGIC ? hello : null;
    }
}
