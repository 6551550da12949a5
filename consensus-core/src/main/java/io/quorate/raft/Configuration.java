package io.quorate.raft;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Who the voters are, and which storage each of them vouches with. As the payload of an entry:
 * <pre>
 *  0        4          8        16               24
 *  +--------+----------+--------+----------------+-----
 *  |  count | reserved |   id   |    identity    |  ... next member
 *  +--------+----------+--------+----------------+-----
 *                      8 bytes     8 bytes
 * </pre>
 * An identity of 0 is not known yet: it is bound, by an entry of the log, once the member has told
 * it. From then on no other storage can speak for that member: a wiped disk never votes twice.
 */
final class Configuration {
    /** The identity of a member that has not told it yet. */
    static final long UNBOUND = 0;
    private static final int HEADER_LENGTH = 8;
    private static final int MEMBER_LENGTH = 16;

    private final int[] ids;
    private final long[] identities;

    private Configuration(final int[] ids, final long[] identities) {
        this.ids = ids;
        this.identities = identities;
    }

    /** Those voters, in ascending order, with no identity bound yet. */
    static Configuration of(final int[] ids) {
        return new Configuration(ids, new long[ids.length]);
    }

    static Configuration decode(final DirectBuffer payload, final int offset, final int length) {
        final int count = payload.getInt(offset, LITTLE_ENDIAN);
        if (length != HEADER_LENGTH + count * MEMBER_LENGTH) {
            throw new IllegalStateException("configuration entry of " + length + " bytes for "
                    + count + " members");
        }
        final int[] ids = new int[count];
        final long[] identities = new long[count];
        for (int i = 0; i < count; i++) {
            final int at = offset + HEADER_LENGTH + i * MEMBER_LENGTH;
            ids[i] = (int) payload.getLong(at, LITTLE_ENDIAN);
            identities[i] = payload.getLong(at + 8, LITTLE_ENDIAN);
        }
        return new Configuration(ids, identities);
    }

    MutableDirectBuffer encode() {
        final UnsafeBuffer payload =
                new UnsafeBuffer(new byte[HEADER_LENGTH + ids.length * MEMBER_LENGTH]);
        payload.putInt(0, ids.length, LITTLE_ENDIAN);
        for (int i = 0; i < ids.length; i++) {
            final int at = HEADER_LENGTH + i * MEMBER_LENGTH;
            payload.putLong(at, ids[i], LITTLE_ENDIAN);
            payload.putLong(at + 8, identities[i], LITTLE_ENDIAN);
        }
        return payload;
    }

    /** The same members, with what they told of themselves; a bound identity never changes. */
    Configuration bind(final long[] told) {
        final long[] bound = identities.clone();
        for (int i = 0; i < bound.length; i++) {
            bound[i] = bound[i] == UNBOUND ? told[i] : bound[i];
        }
        return new Configuration(ids, bound);
    }

    int[] ids() {
        return ids;
    }

    /** The member's place among the others, or -1. */
    int slotOf(final int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a storage of that identity may speak for the member in that slot. */
    boolean vouches(final int slot, final long identity) {
        return identities[slot] == UNBOUND || identities[slot] == identity;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Configuration that && Arrays.equals(ids, that.ids)
                && Arrays.equals(identities, that.identities);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Arrays.hashCode(identities);
    }

    @Override
    public String toString() {
        return "Configuration" + Arrays.toString(ids) + Arrays.toString(identities);
    }
}
