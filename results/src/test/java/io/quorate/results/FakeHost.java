package io.quorate.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that looks like the root of a Linux host. */
final class FakeHost {
    private final Path root;

    FakeHost(final Path root) {
        this.root = root;
    }

    FakeHost with(final String path, final String text) {
        try {
            final Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
            return this;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostFiles files() {
        return new HostFiles(root);
    }
}
