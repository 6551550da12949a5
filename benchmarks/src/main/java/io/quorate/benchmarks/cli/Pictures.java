package io.quorate.benchmarks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes pictures of a report's figures, by the chromium that is on the PATH. */
final class Pictures {
    private static final long PATIENCE_SECONDS = 60;

    private Pictures() {
    }

    /**
     * One for each figure, light and dark.
     *
     * @throws BadInputException if there is no chromium
     */
    static List<Path> take(final Path report, final List<String> figures, final Path directory) {
        final List<Path> pictures = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            final Path profile = Files.createTempDirectory("quorate-chromium");
            for (final String figure : figures) {
                for (final String theme : List.of("light", "dark")) {
                    final Path png = directory.resolve(figure + "-" + theme + ".png");
                    take(report.toUri() + "#" + theme + "&only=" + figure, png, profile);
                    pictures.add(png);
                }
            }
            return pictures;
        } catch (final IOException e) {
            throw new BadInputException("no picture can be taken: " + e.getMessage()
                    + "; install chromium, or open " + report, e);
        }
    }

    private static void take(final String address, final Path png, final Path profile)
            throws IOException {
        final Process browser = new ProcessBuilder("chromium", "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                "--force-device-scale-factor=2", "--window-size=1000,560",
                "--user-data-dir=" + profile, "--screenshot=" + png.toAbsolutePath(), address)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || !Files.exists(png)) {
                throw new IOException("chromium made no picture of " + address);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while chromium ran", e);
        } finally {
            browser.destroy();
        }
    }
}
