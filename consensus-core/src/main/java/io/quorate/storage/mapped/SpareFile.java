package io.quorate.storage.mapped;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/** A file of a segment's length and its mapping, without a name among the segments. */
record SpareFile(FileChannel channel, MappedByteBuffer mapping) {
    /** Its blocks and its pages are there already: stores are all that it takes. */
    void fillWithZeros(final boolean isForced) throws IOException {
        new UnsafeBuffer(mapping).setMemory(0, mapping.capacity(), (byte) 0);
        if (isForced) {
            channel.force(true);
        }
    }

    void close() {
        CloseHelper.close(channel);
        BufferUtil.free(mapping);
    }
}
