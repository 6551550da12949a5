package io.quorate.storage.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Which start of the host this is: the page cache does not outlive it. Any thread. */
final class HostBoot {
    /** Where the host does not say. */
    static final UUID UNKNOWN = new UUID(0, 0);

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private HostBoot() {
    }

    /** A number that is drawn when the host starts. */
    static UUID id() {
        try {
            return UUID.fromString(Files.readString(BOOT_ID).trim());
        } catch (final IOException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
