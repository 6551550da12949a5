package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.virtual.Claim;
import io.quorate.benchmarks.virtual.Papers;
import io.quorate.benchmarks.virtual.VirtualSettings;
import io.quorate.results.Figures;
import io.quorate.results.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate paper}: published elections, done again in virtual time. */
@Command(name = "paper",
        header = "Reproduces published elections with the real node, in virtual time.",
        synopsisHeading = "%nUsage: ",
        description = """

        raft-16a      the Raft paper, figure 16 above: split votes by randomness
        raft-16b      the same, below: elections by timeout
        thesis-split  section 9.2: split votes by latency
        thesis-wan    section 9.4: across a continent
        thesis-open   sections 9.7 and 10.4: what the thesis asks and does not answer, ten
                      questions: clients, first-commit, follower-failure, reconfiguration,
                      compaction, restart, initial-terms, asymmetric-latency, loss, clock-drift
        defaults      the timeouts that known systems ship with

        Prints what was found, the thesis' formula beside it, and each published figure with the
        tolerance within which ours agrees. The exit code is 1 if one does not.
        """,
        footer = """

        Example:
          quorate paper raft-16b --elections 10000
          quorate paper thesis-open --question clients,compaction
          quorate paper thesis-open --question compaction --real""")
final class PaperCommand extends Verb {
    private static final double DEFAULTS_DELAY_MS = 0.05;

    /** What can be reproduced. */
    enum Id {
        /** Figure 16, above. */
        RAFT_16A,
        /** Figure 16, below. */
        RAFT_16B,
        /** Section 9.2. */
        THESIS_SPLIT,
        /** Section 9.4. */
        THESIS_WAN,
        /** Sections 9.7 and 10.4. */
        THESIS_OPEN,
        /** What known systems ship with. */
        DEFAULTS
    }

    private static final Map<String, Id> IDS = Map.of("raft-16a", Id.RAFT_16A, "raft-16b",
            Id.RAFT_16B, "thesis-split", Id.THESIS_SPLIT, "thesis-wan", Id.THESIS_WAN,
            "thesis-open", Id.THESIS_OPEN, "defaults", Id.DEFAULTS);

    @Option(names = "--elections", paramLabel = "N", defaultValue = "3000",
            description = "Elections for each row, ${DEFAULT-VALUE} unless told.")
    private int elections;

    @Option(names = "--question", paramLabel = "Q", split = ",",
            description = "Of thesis-open: only these; all ten unless told.")
    private List<String> questions = List.of();

    @Option(names = "--real", description = "Of thesis-open: on this machine, through JMH, what a"
            + " benchmark in real time can tell; in virtual time unless told.")
    private boolean isReal;

    @Parameters(paramLabel = "ID", description = "Which of those above.")
    private String id;

    @Override
    public Integer call() {
        if (!IDS.containsKey(id)) {
            throw new BadInputException("there is no paper " + id + "; did you mean "
                    + Nearest.to(id, IDS.keySet()) + "?");
        }
        if (elections < 100) {
            throw new BadInputException("--elections must be 100 or more: fewer say nothing of a"
                    + " tail");
        }
        if (IDS.get(id) == Id.THESIS_OPEN) {
            open(new ThesisOpen(questions));
            return ExitCode.OK;
        }
        if (isReal || !questions.isEmpty()) {
            throw new BadInputException("--question and --real are for thesis-open, not " + id);
        }
        final TextTable table = new TextTable().left("setting").right("n").right("median ms")
                .right("mean").right("formula").right("p90").right("p99").right("max")
                .right("one round");
        final Papers papers = new Papers(elections, row -> table.row(row.name(), row.found().n(),
                Figures.of(row.found().median()), Figures.of(row.found().mean()),
                Figures.of(row.model()), Figures.of(row.found().p90()),
                Figures.of(row.found().p99()), Figures.of(row.found().max()),
                Figures.percent(row.found().firstRound())));
        final List<Claim> claims = switch (IDS.get(id)) {
            case RAFT_16A -> papers.raft16a();
            case RAFT_16B -> papers.raft16b();
            case THESIS_SPLIT -> papers.thesisSplit();
            case THESIS_WAN -> papers.thesisWan();
            case THESIS_OPEN, DEFAULTS -> defaults(papers);
        };
        out().println(table);
        return judge(claims);
    }

    private void open(final ThesisOpen open) {
        if (isReal) {
            final List<String> typed = new ArrayList<>(List.of("paper"));
            typed.addAll(spec.commandLine().getParseResult().originalArgs());
            open.run(typed, out());
        } else {
            open.answer(elections, out());
        }
    }

    private static List<Claim> defaults(final Papers papers) {
        final List<Claim> none = new ArrayList<>();
        for (final String name : Preset.NAMES) {
            if (!name.startsWith("paper-")) {
                final Map<String, String> params = Preset.of(name).single();
                papers.row(name, VirtualSettings.of(3,
                        Double.parseDouble(params.get("electionTimeoutMinMs")),
                        Double.parseDouble(params.get("electionTimeoutMaxMs")),
                        VirtualSettings.Wire.of(DEFAULTS_DELAY_MS))
                        .heartbeatMs(Double.parseDouble(params.get("heartbeatMs"))));
            }
        }
        return none;
    }

    private int judge(final List<Claim> claims) {
        if (claims.isEmpty()) {
            out().println("Nothing was published to compare with.");
            out().flush();
            return ExitCode.OK;
        }
        final TextTable table = new TextTable().left("published").right("figure").right("ours")
                .right("agrees within").left("");
        claims.forEach(claim -> table.row(claim.what(), Figures.of(claim.published()),
                Figures.of(claim.ours()), Figures.of(claim.low()) + " .. "
                        + Figures.of(claim.high()), claim.holds() ? "yes" : "NO"));
        out().println(table);
        out().flush();
        return claims.stream().allMatch(Claim::holds) ? ExitCode.OK : ExitCode.FAILED;
    }
}
