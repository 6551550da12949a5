package io.quorate.storage.mapped;

import io.quorate.storage.Disk;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/** A file of a segment's length and its mapping, without a name among the segments. */
record SpareFile(FileChannel channel, MappedByteBuffer mapping) {
    /**
     * Its blocks and its pages are there already: stores are all that it takes. Each page of a file
     * that was synced would fault at the first of them, so there it is written to.
     */
    void fillWithZeros(final boolean isForced) throws IOException {
        if (isForced) {
            Disk.refill(channel, mapping.capacity());
        } else {
            new UnsafeBuffer(mapping).setMemory(0, mapping.capacity(), (byte) 0);
        }
    }

    void close() {
        CloseHelper.close(channel);
        BufferUtil.free(mapping);
    }
}
