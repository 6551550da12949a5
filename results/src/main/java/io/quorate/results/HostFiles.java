package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files in which Linux describes itself, such as {@code /proc/meminfo}; what is not there, or
 * may not be read, is simply not known. The root is another directory in tests.
 */
final class HostFiles {
    private final Path root;

    HostFiles(final Path root) {
        this.root = root;
    }

    boolean exists(final String path) {
        return Files.exists(root.resolve(path));
    }

    /** All lines, none if the file cannot be read. */
    List<String> lines(final String path) {
        try {
            // not Files.size: these files have none
            return Files.readAllLines(root.resolve(path));
        } catch (final IOException e) {
            return List.of();
        }
    }

    /** The first line, without blanks around it. */
    Optional<String> line(final String path) {
        return lines(path).stream().findFirst().map(String::strip).filter(line -> !line.isEmpty());
    }

    Optional<Long> number(final String path) {
        return line(path).flatMap(HostFiles::wholeNumber);
    }

    /** The value of {@code key: value} in a file such as {@code /proc/cpuinfo}. */
    Optional<String> field(final String path, final String key) {
        return lines(path).stream()
                .filter(line -> line.contains(":"))
                .filter(line -> line.substring(0, line.indexOf(':')).strip().equals(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    static Optional<Long> wholeNumber(final String text) {
        return text.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
