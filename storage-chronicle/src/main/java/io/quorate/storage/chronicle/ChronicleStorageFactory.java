package io.quorate.storage.chronicle;

import io.quorate.JvmFlags;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.storage.segment.SegmentedStorage;

/** Opens {@code chronicle}: a log of Chronicle queues, and the hard state beside it. */
public final class ChronicleStorageFactory implements StorageFactory {
    /** Its name in configuration. */
    public static final String NAME = "chronicle";

    private static final String[] PACKAGES = {
        "sun.nio.ch", "java.lang.reflect", "jdk.internal.ref",  // Chronicle's
        "jdk.internal.misc", "java.util.zip"                    // ours
    };

    @Override
    public String name() {
        return NAME;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException naming the JVM flags that are missing, if some are
     */
    @Override
    public Storage open(final Settings settings) {
        JvmFlags.require(PACKAGES);
        return SegmentedStorage.open(settings, NAME, ChronicleSegments::new);
    }
}
