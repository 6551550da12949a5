package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.virtual.OpenQuestion;
import io.quorate.benchmarks.virtual.OpenQuestions;
import io.quorate.benchmarks.virtual.Papers;
import io.quorate.results.Figures;
import io.quorate.results.RecordedRun;
import io.quorate.results.SummaryTable;
import io.quorate.results.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** {@code quorate paper thesis-open}: questions that the Raft thesis leaves open, one by one. */
final class ThesisOpen {
    private static final int REAL_TRIALS = 20;
    private static final double REAL_SECONDS = 0.7;
    private static final int REAL_SECONDS_WITH_STATE = 2;    // a snapshot of 256 MiB

    private final List<OpenQuestion> questions;

    /** Of those labels; all of them if there are none. */
    ThesisOpen(final List<String> labels) {
        questions = labels.isEmpty() ? List.of(OpenQuestion.values())
                : labels.stream().map(ThesisOpen::question).distinct().toList();
    }

    private static OpenQuestion question(final String label) {
        return OpenQuestion.ofLabel(label).orElseThrow(() -> new BadInputException(
                "the thesis has no open question " + label + "; did you mean "
                        + Nearest.to(label, Arrays.stream(OpenQuestion.values())
                                .map(OpenQuestion::label).collect(Collectors.toSet())) + "?"));
    }

    /** In virtual time: a table and a sentence for each. */
    void answer(final int elections, final PrintWriter out) {
        final OpenQuestions answers = new OpenQuestions(elections);
        for (final OpenQuestion question : questions) {
            out.println(question.label() + " (thesis, section " + question.section() + "): "
                    + question.text());
            out.println();
            out.flush();
            final OpenQuestions.Reply reply = answers.reply(question);
            out.println(table(reply.rows()));
            out.println(reply.reading());
            out.println();
        }
        out.flush();
    }

    private static TextTable table(final List<Papers.Row> rows) {
        final TextTable table = new TextTable().left("setting").right("n").right("median ms")
                .right("p90").right("p99").right("max").right("one round");
        rows.forEach(row -> table.row(row.name(), row.found().n(),
                Figures.of(row.found().median()), Figures.of(row.found().p90()),
                Figures.of(row.found().p99()), Figures.of(row.found().max()),
                Double.isNaN(row.found().firstRound()) ? "-"
                        : Figures.percent(row.found().firstRound())));
        return table;
    }

    /** On this machine: those that a benchmark in real time tells more of, in one recorded run. */
    Path run(final List<String> commandLine, final PrintWriter out) {
        final List<Stage> stages = stages();
        final List<String> virtual = questions.stream()
                .filter(question -> question.benchmarks().isEmpty())
                .map(OpenQuestion::label).toList();
        if (stages.isEmpty()) {
            throw new BadInputException("only virtual time can answer " + String.join(", ",
                    virtual) + "; run it without --real");
        }
        final int seconds = stages.stream().mapToInt(Stage::allSeconds).sum();
        out.println("On this machine, about " + seconds + " s."
                + (virtual.isEmpty() ? "" : " Only virtual time answers "
                        + String.join(", ", virtual) + "."));
        out.flush();
        final List<SortedMap<String, List<String>>> params = stages.stream()
                .flatMap(stage -> Catalogue.params(Catalogue.matching(
                        List.of(stage.benchmark()), List.of()), stage.options()).stream())
                .toList();
        try (Session session = new Session("thesis-open", commandLine, params)) {
            run(stages, session, seconds);
            session.finish();
            out.println();
            out.println(SummaryTable.render(RecordedRun.open(session.path()).series()));
            out.println("recorded in " + session.path());
            out.flush();
            return session.path();
        }
    }

    private static void run(final List<Stage> stages, final Session session,
            final int allSeconds) {
        final Progress progress = Progress.of(stages.size());
        int left = allSeconds;
        for (final Stage stage : stages) {
            left -= stage.allSeconds();
            progress.begin(stage.title(), stage.allIterations(), stage.allSeconds(), left);
            session.run(stage.options(), progress);
        }
        progress.end();
    }

    private List<Stage> stages() {
        final List<Stage> stages = new ArrayList<>();
        for (final OpenQuestion question : questions) {
            for (final String benchmark : question.benchmarks()) {
                if (stages.stream().noneMatch(stage -> stage.benchmark().equals(benchmark))) {
                    stages.add(stage(question, benchmark));
                }
            }
        }
        return stages;
    }

    private static Stage stage(final OpenQuestion question, final String benchmark) {
        final boolean isCompaction = question == OpenQuestion.COMPACTION;
        return new Stage(question.label() + ": " + benchmark, benchmark,
                question == OpenQuestion.RESTART ? Map.of("cause", List.of("cold-start"))
                        : Map.of(),
                1, isCompaction ? 1 : 0, isCompaction ? REAL_TRIALS / 2 : REAL_TRIALS,
                isCompaction ? REAL_SECONDS_WITH_STATE : REAL_SECONDS);
    }
}
