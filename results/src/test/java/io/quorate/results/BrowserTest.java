package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Opens pages in a real browser, all figures of which have to be drawn, in both themes and each of
 * their choices. Where there is no browser, and nobody promised one, there is nothing to see.
 */
class BrowserTest {
    /** Runs behind the page's own script: notes which figures have drawn all of their series. */
    private static final String LOOK = """
            <script>
            'use strict';
            const drawn = [];
            const blank = [];
            const look = (section) => {
              const of = document.documentElement.dataset.theme + ':' + section.id;
              const box = section.querySelector('svg').getBoundingClientRect();
              const chart = echarts.getInstanceByDom(section.querySelector('.chart'));
              const series = chart.getModel().getSeries();
              const shapes = series.map((one) => chart.getViewOfSeriesModel(one).group)
                .map((group) => group.getBoundingRect());
              const isDrawn = box.width > 0 && box.height > 0 && series.length > 0
                && shapes.every((shape) => shape.width + shape.height > 0);
              (isDrawn ? drawn : blank).push(of);
            };
            for (let theme = 0; theme < 2; theme++) {
              for (const section of document.querySelectorAll('section.figure')) {
                const picker = section.querySelector('select');
                for (let i = 0; i < (picker ? picker.options.length : 1); i++) {
                  if (picker) { picker.value = i; picker.onchange(); }
                  look(section);
                }
              }
              document.getElementById('theme').click();
            }
            document.documentElement.dataset.drawn = drawn.join(' ');
            document.documentElement.dataset.blank = blank.join(' ');
            </script>
            """;

    private static final String END = "</body>\n</html>";

    @TempDir
    private Path temp;

    /** Pages that hold all kinds of figures between them. */
    enum Page {
        /** A report whose trials have time lines. */
        LANES,
        /** A report without time lines, of two runs. */
        MOMENTS,
        /** A sweep's. */
        SWEEP
    }

    private Path write(final Page page) {
        return switch (page) {
            case LANES -> report(run("timed", true));
            case MOMENTS -> report(run("old", false), run("older", false));
            case SWEEP -> sweep();
        };
    }

    private Path report(final Path... runs) {
        final Path file = temp.resolve("report.html");
        Report.of(List.of(runs)).write(file);
        return file;
    }

    private Path sweep() {
        final Sweep sweep = Sweep.open(temp.resolve("sweep"));
        for (final int heartbeatMs : new int[] {5, 10, 25}) {
            sweep.add(new SweepCell("sim", 3, heartbeatMs, 50, 100, 2000, 40 + heartbeatMs,
                    60 + heartbeatMs, 90, 40, 100.0 / heartbeatMs, 1));
        }
        return sweep.report("./quorate sweep heartbeat=5,10,25 timeout=50 --sim");
    }

    private Path run(final String name, final boolean isTimed) {
        final Runs runs = new Runs(temp);
        final RunFolder run = runs.start(name);
        final Map<String, String> params = Map.of("nodes", "3", "heartbeatMs", "50",
                "electionTimeoutMinMs", "150", "electionTimeoutMaxMs", "300");
        if (isTimed) {
            timed(run, params);
        } else {
            runs.failovers(run, params, 3, 30, 170);
        }
        runs.throughput(run, Map.of("window", "1"), 3, 20_000);
        runs.throughput(run, Map.of("window", "64"), 3, 400_000);
        runs.throughput(run, Map.of("rate", "1000"), 3, 1000);
        runs.throughput(run, Map.of("rate", "2000"), 3, 1500);
        try (RunPart part = RunPart.in(run.path(), 99, 99)) {
            part.record("commit_window=64", "", latencies(1));
            part.record("open_rate=1000", "", latencies(2));
            part.record("open_rate=2000", "", latencies(3));
        }
        run.finish();
        return run.path();
    }

    private static void timed(final RunFolder run, final Map<String, String> params) {
        for (int fork = 0; fork < 2; fork++) {
            try (RunPart part = RunPart.in(run.path(), fork, 100 + fork)) {
                for (int i = 0; i < 20; i++) {
                    final Trial trial = Trial.of(Runs.FAILOVER, params, i, 42)
                            .with(Measure.FAILOVER_NS, (70 + 2 * i + fork) * TimelineTest.MS)
                            .with(Measure.DETECT_NS, 60 * TimelineTest.MS);
                    part.record(trial);
                    part.record(Timeline.of(trial, TimelineTest.MOMENTS));
                }
            }
        }
    }

    private static Histogram latencies(final int factor) {
        final Histogram latencies = new Histogram(3);
        for (int i = 1; i < 10_000; i++) {
            latencies.recordValue(factor * (10_000L + i * i / 100));
        }
        return latencies;
    }

    @Test
    void betweenThemThesePagesHoldEveryKindOfFigure() throws IOException {
        final Set<String> shown = new TreeSet<>();
        for (final Page page : Page.values()) {
            shown.addAll(all("\"kind\":\"(\\w+)\"", Files.readString(write(page))));
        }
        try (var script = Report.class.getResourceAsStream("report.js")) {
            assertEquals(all("(?m)^    (\\w+)\\(\\{", new String(script.readAllBytes(),
                    StandardCharsets.UTF_8)), shown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrowserDrawsEveryFigureAndHasNothingToComplainOf(final Page page) throws Exception {
        final Path browser = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(bin -> Stream.of("chromium", "google-chrome").map(Path.of(bin)::resolve))
                .filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(browser != null || System.getenv("CI") != null, "no chromium on the PATH");
        final Path file = write(page);
        final String html = Files.readString(file);
        Runs.overwrite(file, html.replace(END, LOOK + END));

        final String dom = open(browser, file.toUri() + "#dark");

        assertEquals(Set.of(), words(dom, "data-blank"));
        final Set<String> expected = new TreeSet<>();
        all("\"id\":\"([\\w-]+)\",\"kind\"", html)
                .forEach(id -> expected.addAll(List.of("dark:" + id, "light:" + id)));
        assertTrue(expected.size() > 2, html);
        assertEquals(expected, words(dom, "data-drawn"));
        assertTrue(dom.contains("data-ready=\"" + expected.size() / 2 + "\""));
    }

    private static Set<String> words(final String dom, final String attribute) {
        final Matcher found = Pattern.compile(attribute + "=\"([^\"]*)\"").matcher(dom);
        assertTrue(found.find(), "the page's script broke off: no " + attribute);
        return found.group(1).isEmpty() ? Set.of()
                : new TreeSet<>(List.of(found.group(1).split(" ")));
    }

    private static Set<String> all(final String pattern, final String text) {
        final Set<String> found = new TreeSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(one -> found.add(one.group(1)));
        return found;
    }

    private String open(final Path browser, final String address) throws Exception {
        final File dom = temp.resolve("dom.html").toFile();
        final File complaints = temp.resolve("complaints.txt").toFile();
        final Process process = new ProcessBuilder(browser.toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
                "--user-data-dir=" + temp.resolve("profile"), "--dump-dom", address)
                .redirectOutput(dom).redirectError(complaints).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser does not end");
        final List<String> ofPage = Files.readAllLines(complaints.toPath()).stream()
                .filter(line -> line.contains("CONSOLE")).toList();
        assertEquals(List.of(), ofPage);
        return Files.readString(dom.toPath());
    }
}
