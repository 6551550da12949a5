package io.quorate.kv;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The words that a {@link KeyValueMachine} understands, and what its replies mean.
 * <pre>
 *  command                                        0        1        2        4        8        12
 *                                                 +--------+--------+--------+--------+--------+
 *   GET  PUT  CAS  DELETE; key, value, expected:  |   op   | flags  | keyLen | value  | expect |
 *                                                 +--------+--------+--------+--------+--------+
 *                                                 |  key ... value ... expected ...
 *                                                 +--------------------------------------------
 *  reply:  status 1 │ hasValue 1 │ value ...
 * </pre>
 * The value that is expected, or to be put, may be none: flags say which. Static: no state, any
 * thread.
 */
public final class KeyValue {
    /** Bytes of a command before its key. */
    public static final int HEAD_LENGTH = 12;

    static final int GET = 1;
    static final int PUT = 2;
    static final int CAS = 3;
    static final int DELETE = 4;
    static final int EXPECTS_NOTHING = 1;
    private static final int OP = 0;
    private static final int FLAGS = 1;
    private static final int KEY_LENGTH = 2;
    private static final int VALUE_LENGTH = 4;
    private static final int EXPECTED_LENGTH = 8;
    private static final byte[] NOTHING = {};

    /** What became of a command. */
    public enum Status {
        /** Done; the reply to a get has the value. */
        OK,
        /** There is no such key. */
        NOT_FOUND,
        /** Another value was there than expected; the reply has it, if there is one. */
        MISMATCH,
        /** As many keys as the store holds are there, or an entry is longer than it holds. */
        FULL,
        /** The value is there, and longer than the node's replies may be. */
        TOO_LONG,
        /** That is no command of this store. */
        MALFORMED;

        private static final Status[] VALUES = values();

        @SuppressWarnings("EnumOrdinal")
        byte code() {
            return (byte) ordinal();
        }
    }

    private KeyValue() {
    }

    /** A command, or a query, for the value of a key. */
    public static byte[] get(final byte[] key) {
        return command(GET, 0, key, NOTHING, NOTHING);
    }

    /** A command that sets the value of a key. */
    public static byte[] put(final byte[] key, final byte[] value) {
        return command(PUT, 0, key, value, NOTHING);
    }

    /**
     * A command that sets the value of a key if its value is the expected one.
     *
     * @param expected null if the key must not be there
     */
    public static byte[] cas(final byte[] key, final byte[] expected, final byte[] value) {
        return command(CAS, expected == null ? EXPECTS_NOTHING : 0, key, value,
                expected == null ? NOTHING : expected);
    }

    /** A command that removes a key. */
    public static byte[] delete(final byte[] key) {
        return command(DELETE, 0, key, NOTHING, NOTHING);
    }

    /** {@link #get(byte[])} of a text in UTF-8. */
    public static byte[] get(final String key) {
        return get(bytes(key));
    }

    /** {@link #put(byte[], byte[])} of texts in UTF-8. */
    public static byte[] put(final String key, final String value) {
        return put(bytes(key), bytes(value));
    }

    /** {@link #cas(byte[], byte[], byte[])} of texts in UTF-8. */
    public static byte[] cas(final String key, final String expected, final String value) {
        return cas(bytes(key), expected == null ? null : bytes(expected), bytes(value));
    }

    /** {@link #delete(byte[])} of a text in UTF-8. */
    public static byte[] delete(final String key) {
        return delete(bytes(key));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] command(final int op, final int flags, final byte[] key,
            final byte[] value, final byte[] expected) {
        final byte[] command =
                new byte[HEAD_LENGTH + key.length + value.length + expected.length];
        final UnsafeBuffer target = new UnsafeBuffer(command);
        writeHead(target, 0, op, flags, key.length, value.length, expected.length);
        target.putBytes(HEAD_LENGTH, key);
        target.putBytes(HEAD_LENGTH + key.length, value);
        target.putBytes(HEAD_LENGTH + key.length + value.length, expected);
        return command;
    }

    /**
     * Writes a put without allocating.
     *
     * @return its length
     */
    public static int writePut(final MutableDirectBuffer target, final int at,
            final DirectBuffer key, final DirectBuffer value) {
        writeHead(target, at, PUT, 0, key.capacity(), value.capacity(), 0);
        target.putBytes(at + HEAD_LENGTH, key, 0, key.capacity());
        target.putBytes(at + HEAD_LENGTH + key.capacity(), value, 0, value.capacity());
        return HEAD_LENGTH + key.capacity() + value.capacity();
    }

    /**
     * Writes a get without allocating.
     *
     * @return its length
     */
    public static int writeGet(final MutableDirectBuffer target, final int at,
            final DirectBuffer key) {
        writeHead(target, at, GET, 0, key.capacity(), 0, 0);
        target.putBytes(at + HEAD_LENGTH, key, 0, key.capacity());
        return HEAD_LENGTH + key.capacity();
    }

    private static void writeHead(final MutableDirectBuffer target, final int at, final int op,
            final int flags, final int keyLength, final int valueLength,
            final int expectedLength) {
        if (keyLength > Short.MAX_VALUE) {
            throw new IllegalArgumentException("a key must have " + Short.MAX_VALUE
                    + " bytes or less, not " + keyLength);
        }
        target.putByte(at + OP, (byte) op);
        target.putByte(at + FLAGS, (byte) flags);
        target.putShort(at + KEY_LENGTH, (short) keyLength, LITTLE_ENDIAN);
        target.putInt(at + VALUE_LENGTH, valueLength, LITTLE_ENDIAN);
        target.putInt(at + EXPECTED_LENGTH, expectedLength, LITTLE_ENDIAN);
    }

    // ---- the machine's side ---------------------------------------------------------------------

    /** Total check: whatever the bytes are, what follows reads nothing beyond them. */
    static boolean isSound(final DirectBuffer command, final int at, final int length) {
        if (length < HEAD_LENGTH) {
            return false;
        }
        final long key = keyLength(command, at);
        final long value = valueLength(command, at);
        final long expected = expectedLength(command, at);
        final int op = op(command, at);
        return op >= GET && op <= DELETE && key >= 0 && value >= 0 && expected >= 0
                && HEAD_LENGTH + key + value + expected == length;
    }

    static int op(final DirectBuffer command, final int at) {
        return command.getByte(at + OP);
    }

    static boolean expectsNothing(final DirectBuffer command, final int at) {
        return (command.getByte(at + FLAGS) & EXPECTS_NOTHING) != 0;
    }

    static int keyLength(final DirectBuffer command, final int at) {
        return command.getShort(at + KEY_LENGTH, LITTLE_ENDIAN);
    }

    static int valueLength(final DirectBuffer command, final int at) {
        return command.getInt(at + VALUE_LENGTH, LITTLE_ENDIAN);
    }

    static int expectedLength(final DirectBuffer command, final int at) {
        return command.getInt(at + EXPECTED_LENGTH, LITTLE_ENDIAN);
    }

    // ---- the client's side ----------------------------------------------------------------------

    /** What a reply says. */
    public static Status status(final byte[] reply) {
        return Status.VALUES[reply[0]];
    }

    /** The value that a reply has, as text in UTF-8; null if it has none. */
    public static String text(final byte[] reply) {
        final byte[] value = value(reply);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** The value that a reply has; null if it has none. */
    public static byte[] value(final byte[] reply) {
        if (reply.length < 2 || reply[1] == 0) {
            return null;
        }
        final byte[] value = new byte[reply.length - 2];
        System.arraycopy(reply, 2, value, 0, value.length);
        return value;
    }
}
