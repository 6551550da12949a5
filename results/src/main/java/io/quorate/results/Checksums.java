package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The seal of a finished run: {@code SHA256SUMS} in the format of {@code sha256sum}, so that
 * {@code sha256sum -c SHA256SUMS} says the same. A file that is not listed is not checked, so a
 * report may be added later.
 */
final class Checksums {
    private static final String FILE = "SHA256SUMS";
    private static final Set<String> UNSEALED = Set.of(FILE, RunFolder.INCOMPLETE, RunPart.PARTS);

    private Checksums() {
    }

    /** Seals everything that is in the folder now. */
    static void write(final Path run) throws IOException {
        final List<String> lines = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(run)) {
            for (final Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                final String name = run.relativize(file).toString().replace('\\', '/');
                if (!UNSEALED.contains(name.replaceFirst("/.*", ""))) {
                    lines.add(sha256(file) + "  " + name);
                }
            }
        }
        WholeFile.replace(run.resolve(FILE), String.join("\n", lines) + "\n");
    }

    /** Refuses a run of which a file is missing or no longer as the run wrote it. */
    static void verify(final Path run) {
        final Path sums = run.resolve(FILE);
        try {
            for (final String line : Files.readAllLines(sums)) {
                final int gap = line.indexOf("  ");
                if (gap < 0) {
                    throw new ResultsException(
                            sums + " is not a list of checksums; " + Json.REMEDY);
                }
                verify(run.resolve(line.substring(gap + 2)), line.substring(0, gap));
            }
        } catch (final IOException e) {
            throw Json.unreadable(sums, e);
        }
    }

    private static void verify(final Path file, final String expected) throws IOException {
        if (!Files.exists(file)) {
            throw new ResultsException(file + " is missing from the run; " + Json.REMEDY);
        }
        if (!sha256(file).equals(expected)) {
            throw new ResultsException(file + " is not as the run wrote it (truncated or edited:"
                    + " its SHA-256 is not the one in " + FILE + "); " + Json.REMEDY);
        }
    }

    private static String sha256(final Path file) throws IOException {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
