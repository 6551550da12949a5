package io.quorate.storage.mapped;

import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.storage.segment.SegmentedStorage;

/** Opens {@code mapped}: a log of plain mapped files, and the hard state beside it. */
public final class MappedStorageFactory implements StorageFactory {
    /** Its name in configuration. */
    public static final String NAME = "mapped";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Storage open(final Settings settings) {
        return SegmentedStorage.open(settings, NAME, MappedSegments::new);
    }
}
