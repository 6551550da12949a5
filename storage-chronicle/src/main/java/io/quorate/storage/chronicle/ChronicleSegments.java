package io.quorate.storage.chronicle;

import io.quorate.port.Durability;
import io.quorate.storage.segment.OpenSegment;
import io.quorate.storage.segment.SealedSegment;
import io.quorate.storage.segment.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;

/**
 * The queues of one log, each in a directory of its own: made whole before the log turns to them,
 * and never opened by Chronicle again once the process that made them has ended.
 */
final class ChronicleSegments implements Segments {
    private final Path log;
    private final int segmentBytes;
    private final Durability durability;

    ChronicleSegments(final Path log, final int segmentBytes, final Durability durability) {
        Quiet.please();
        this.log = log;
        this.segmentBytes = segmentBytes;
        this.durability = durability;
    }

    @Override
    public List<SealedSegment> sealed() throws IOException {
        final List<SealedSegment> sealed = new ArrayList<>();
        try {
            for (final QueueDirectory directory : QueueDirectory.in(log)) {
                sealed.add(new SealedQueue(directory));
            }
            return sealed;
        } catch (final IOException e) {
            CloseHelper.quietCloseAll(sealed);
            throw e;
        }
    }

    @Override
    public OpenSegment create(final int number) throws IOException {
        final QueueDirectory directory = QueueDirectory.of(log, number);
        directory.prepare(segmentBytes, durability);
        return new QueueSegment(directory, segmentBytes, durability);
    }

    @Override
    public int maxBatchLength() {
        return QueueSegment.maxBatchLength(segmentBytes);
    }
}
