package io.quorate.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * CRC-32C (Castagnoli) of any Agrona buffer, on or off heap, without a copy or an allocation.
 *
 * <p>The JDK's intrinsic works on addresses but offers only {@code ByteBuffer} views; the two
 * methods behind it are reached directly, which is why {@code java.util.zip} must be opened. Static
 * and stateless: safe from any thread.
 */
public final class Crc32c {
    private static final MethodHandle OF_ARRAY = updater("updateBytes", byte[].class);
    private static final MethodHandle OF_ADDRESS =
            updater("updateDirectByteBuffer", long.class);

    private Crc32c() {
    }

    /** The checksum of {@code length} bytes from {@code offset} on; the range must lie inside. */
    public static int of(final DirectBuffer buffer, final int offset, final int length) {
        return ~update(~0, buffer, offset, length);
    }

    /** The checksum of two ranges of one buffer, as if they stood side by side. */
    static int of(final DirectBuffer buffer, final int offset1, final int length1,
            final int offset2, final int length2) {
        return ~update(update(~0, buffer, offset1, length1), buffer, offset2, length2);
    }

    /** A checksum that is made piece by piece begins so. */
    static int begin() {
        return ~0;
    }

    /** Goes on with a checksum that is made piece by piece. */
    static int proceed(final int state, final DirectBuffer buffer, final int offset,
            final int length) {
        return update(state, buffer, offset, length);
    }

    /** The checksum that was made piece by piece. */
    static int end(final int state) {
        return ~state;
    }

    private static int update(final int state, final DirectBuffer buffer, final int offset,
            final int length) {
        buffer.boundsCheck(offset, length);
        final byte[] array = buffer.byteArray();
        try {
            if (array == null) {
                final long address = buffer.addressOffset();
                return (int) OF_ADDRESS.invokeExact(state, address, offset, offset + length);
            }
            final int start = buffer.wrapAdjustment() + offset;
            return (int) OF_ARRAY.invokeExact(state, array, start, start + length);
        } catch (final Throwable unexpected) {
            throw new LinkageError("CRC32C of the JDK failed", unexpected);
        }
    }

    private static MethodHandle updater(final String name, final Class<?> source) {
        try {
            return MethodHandles.privateLookupIn(CRC32C.class, MethodHandles.lookup()).findStatic(
                    CRC32C.class, name,
                    MethodType.methodType(int.class, int.class, source, int.class, int.class));
        } catch (final ReflectiveOperationException closed) {
            throw new IllegalStateException("CRC32C needs the JVM flag "
                    + "--add-opens=java.base/java.util.zip=ALL-UNNAMED", closed);
        }
    }
}
