package io.quorate.results;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one page of HTML that holds everything about some runs and needs nothing else: figures
 * with their data and the command that made each, the verdicts, the environment. It opens from a
 * file, without a network. The chart library comes from its own artifact when a page is written.
 */
public final class Report {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/";

    private final List<RecordedRun> runs;

    private Report(final List<RecordedRun> runs) {
        this.runs = runs;
    }

    /**
     * A report on finished runs, in their order; the first is what others are compared with.
     *
     * @throws ResultsException for a folder that is not whole
     */
    public static Report of(final List<Path> folders) {
        return new Report(folders.stream().map(RecordedRun::open).toList());
    }

    /** Where a report on these runs belongs: beside the first one's data. */
    public Path place() {
        return runs.get(0).path().resolve("report.html");
    }

    /** How many figures it has. */
    public int figures() {
        return data().size();
    }

    /** The anchors of its figures. */
    public List<String> ids() {
        return data().stream().map(Figure::id).toList();
    }

    private List<Figure> data() {
        final List<Figure> figures = new ArrayList<>(new TrialFigures(runs).all());
        figures.addAll(new RateFigures(runs).all());
        return figures;
    }

    /** Writes the page; an older one in that place is replaced, for its data are still there. */
    public void write(final Path file) {
        final Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", runs.size() == 1 ? runs.get(0).info().name()
                : String.join(" / ", runs.stream().map(run -> run.info().name()).toList()));
        page.put("cards", ReportCards.cards(runs));
        page.put("tables", ReportCards.tables(runs));
        page.put("figures", data());
        page.put("environment", runs.stream().map(ReportCards::environment).toList());
        page.put("caveats", ReportCards.caveats(runs));
        write(file, page);
    }

    static void write(final Path file, final Map<String, Object> page) {
        final String html = resource("/io/quorate/results/report.html")
                .replace("/*STYLE*/", resource("/io/quorate/results/report.css"))
                .replace("/*CHARTS*/", charts())
                .replace("/*SCRIPT*/", resource("/io/quorate/results/report.js"))
                .replace("/*DATA*/", Json.text(page).replace("<", "\\u003c"));
        WholeFile.replace(file, html);
    }

    /** The chart library, as it came. */
    private static String charts() {
        return resource(CHARTS + version() + "/echarts.min.js");
    }

    private static String version() {
        return resource("/io/quorate/results/echarts.version").strip();
    }

    private static String resource(final String path) {
        try (InputStream in = Report.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new IllegalStateException("cannot read " + path, e);
        }
    }
}
