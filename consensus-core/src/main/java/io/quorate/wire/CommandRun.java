package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Commands of one session that travel together, the body of a {@link ClientRequest#COMMANDS}: what
 * the request says of numbers is true of the first, and of each next one with one more.
 * <pre>
 *  0        4                           8 x n
 *  +--------+---------------------------+--------+------------ ...
 *  | length | command ... and padding   | length | command
 *  +--------+---------------------------+--------+------------ ...
 * </pre>
 */
public final class CommandRun {
    private static final int HEAD_LENGTH = 4;
    private static final int ALIGNMENT = 8;

    private CommandRun() {
    }

    /** Bytes that a command takes in a run. */
    public static int lengthOf(final int commandLength) {
        return BitUtil.align(HEAD_LENGTH + commandLength, ALIGNMENT);
    }

    /** Writes a command at a place that {@link #lengthOf} fits into; returns the next place. */
    public static int write(final MutableDirectBuffer run, final int at,
            final DirectBuffer command, final int offset, final int length) {
        run.putInt(at, length, LITTLE_ENDIAN);
        run.putBytes(at + HEAD_LENGTH, command, offset, length);
        return at + lengthOf(length);
    }

    /** Whether whole commands, one at least, fill these bytes; before any other use. */
    static boolean isWhole(final DirectBuffer run, final int from, final int length) {
        int left = length;
        while (left >= HEAD_LENGTH) {
            final int command = run.getInt(from + length - left, LITTLE_ENDIAN);
            if (command < 0 || command > left - HEAD_LENGTH) {
                return false;
            }
            left -= lengthOf(command);
        }
        return left == 0 && length > 0;
    }

    /** Bytes of the command at that place. */
    public static int commandLength(final DirectBuffer run, final int at) {
        return run.getInt(at, LITTLE_ENDIAN);
    }

    /** Where the command of that place begins. */
    public static int commandOffset(final int at) {
        return at + HEAD_LENGTH;
    }

    /** The place after that one. */
    public static int next(final DirectBuffer run, final int at) {
        return at + lengthOf(commandLength(run, at));
    }
}
