package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.profile.FlameGraphs;
import io.quorate.benchmarks.profile.FlameProfiler;
import io.quorate.benchmarks.remote.RemoteCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate run}: JMH's command line, recorded in a folder of its own. */
@Command(name = "run",
        header = "Runs benchmarks through JMH, and records the run in results/runs/.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "quorate run [OPTION...] [REGEX] [JMH options]",
        footer = """

        JMH's options are all there (quorate -h lists them), but for -rf and -rff: the folder
        keeps JMH's JSON. Those of most use:
          -p KEY=V1,V2    a parameter's values; several parameters multiply
          -f N            forks: JVMs, each with a cluster of its own
          -wi N, -i N     iterations to warm up and to measure; trials, of a single shot
          -prof gc        a profiler: gc, jfr, stack; phases of failovers, latency of all

        Examples:
          quorate run Failover -p heartbeatMs=10,50 -f 8
          quorate run Failover --config raft-fast
          quorate run Failover -prof phases
          quorate run CommitThroughput -p window=1024 --flame
          quorate run CommitThroughput --config curve-nodes
          quorate run 'Floor|CommitThroughput' -p storage=mapped -p window=1024
          quorate run --cluster examples/cluster-1.properties Commits -p window=64""")
final class RunCommand extends Verb {
    private static final String REMOTE = "io\\.quorate\\.benchmarks\\.remote\\.";

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "run",
            description = "Names the run in its folder's name; letters, digits, dots, dashes.")
    private String name;

    @Option(names = "--config", paramLabel = "PRESET",
            description = "Parameters by a preset's name, or a file of TOML; -p goes before it.")
    private String config;

    @Option(names = "--cluster", paramLabel = "FILE", description = "Drives the members that FILE"
            + " names, wherever they run: RemoteCommits, RemoteLatency and RemoteReads, and no"
            + " others, which launch clusters of their own.")
    private Path cluster;

    @Option(names = "--flame", description = "Also samples where each benchmark spends its time:"
            + " a flame graph in the run's folder.")
    private boolean isFlame;

    @Parameters(arity = "0..*", paramLabel = "REGEX", description = "Which benchmarks; all.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        final List<String> all = new ArrayList<>(arguments);
        if (cluster == null) {
            all.addAll(List.of("-e", "^" + REMOTE));
        } else {
            RemoteCluster.of(cluster);                   // or refuse, before anything is recorded
            all.addAll(List.of("-e", "^(?!" + REMOTE + ")", "-p", "cluster=" + cluster));
        }
        if (config != null) {
            all.addAll(configured(Preset.of(config)));
        }
        final String[] forJmh = all.toArray(String[]::new);
        final CommandLineOptions typed = Jmh.parse(forJmh);
        if (Jmh.isQuestion(typed)) {
            return Jmh.run(forJmh);
        }
        final Set<BenchmarkListEntry> chosen =
                Catalogue.matching(typed.getIncludes(), typed.getExcludes());
        check(typed, chosen);
        if (isFlame) {
            flameGraphs();                           // or refuse, before anything is recorded
        }
        try (Session session =
                new Session(name, commandLine(), Catalogue.params(chosen, typed))) {
            final Path flames = session.path().resolve("flames");
            session.run(isFlame ? withFlames(typed, flames) : typed, format(typed));
            session.finish();
            new Summary(session.path()).print(out());
            FlameGraphs.in(flames).forEach(flame -> out().println("flame graph " + flame));
            out().flush();
        }
        return ExitCode.OK;
    }

    private static Options withFlames(final Options typed, final Path flames) {
        return new OptionsBuilder().parent(typed).addProfiler(FlameProfiler.class,
                flameGraphs().options(flames)).build();
    }

    private static FlameGraphs flameGraphs() {
        return FlameGraphs.ofThisHost().orElseThrow(() -> new BadInputException("--flame does not"
                + " work on this host: async-profiler has no library for it, or may not sample;"
                + " \"quorate doctor\" tells what does"));
    }

    /** As {@code -p}, but for what was typed, and for what no benchmark that runs has. */
    private List<String> configured(final Preset preset) {
        final CommandLineOptions typed = Jmh.parse(arguments.toArray(String[]::new));
        final Set<String> known = new TreeSet<>();
        Catalogue.matching(typed.getIncludes(), typed.getExcludes())
                .forEach(each -> known.addAll(Catalogue.defaults(each).keySet()));
        known.removeAll(paramNames(arguments));
        final List<String> words = new ArrayList<>();
        preset.params().forEach((key, values) -> {
            if (known.contains(key)) {
                words.addAll(List.of("-p", key + "=" + String.join(",", values)));
            }
        });
        return words;
    }

    private void check(final CommandLineOptions typed, final Set<BenchmarkListEntry> chosen) {
        if (!name.matches("[A-Za-z0-9.-]+")) {
            throw new BadInputException("--name " + name
                    + " cannot name a folder: use letters, digits, dots and dashes");
        }
        if (typed.getResult().hasValue() || typed.getResultFormat().hasValue()) {
            throw new BadInputException("-rf and -rff are taken: the run's folder keeps JMH's"
                    + " JSON; leave them out, or run \"quorate REGEX -rf ...\" without \"run\"");
        }
        if (chosen.isEmpty()) {
            throw none(typed.getIncludes());
        }
        Catalogue.check(chosen, typed, paramNames(arguments));
    }

    /** Why no benchmark would run. */
    private BadInputException none(final List<String> includes) {
        final Set<BenchmarkListEntry> named = Catalogue.matching(includes, List.of());
        if (cluster != null) {
            return new BadInputException(String.join(" or ", includes) + " names no benchmark that"
                    + " drives a cluster elsewhere; they are RemoteCommits, RemoteLatency and"
                    + " RemoteReads, and failovers are measured by \"quorate scenario leader-lost"
                    + " --cluster FILE --repeat 30\"");
        }
        if (!named.isEmpty() && named.stream()
                .allMatch(each -> each.getUsername().matches(REMOTE + ".*"))) {
            return new BadInputException(String.join(" or ", includes) + " drives a cluster that"
                    + " runs elsewhere; name one by --cluster FILE");
        }
        return Jmh.noBenchmark(includes, null);
    }

    /** The names of the parameters that were typed, as {@code -p NAME=VALUES}. */
    static List<String> paramNames(final List<String> arguments) {
        final List<String> names = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i - 1).equals("-p")) {
                names.add(arguments.get(i).replaceFirst("=.*", ""));
            }
        }
        return names;
    }

    private List<String> commandLine() {
        final List<String> words = new ArrayList<>(List.of("run", "--name", name));
        if (config != null) {
            words.addAll(List.of("--config", config));
        }
        if (cluster != null) {
            words.addAll(List.of("--cluster", cluster.toString()));
        }
        if (isFlame) {
            words.add("--flame");
        }
        words.addAll(arguments);
        return words;
    }

    private static OutputFormat format(final CommandLineOptions typed) throws IOException {
        final PrintStream out = typed.getOutput().hasValue()
                ? new PrintStream(typed.getOutput().get(), StandardCharsets.UTF_8)
                : System.out;
        return OutputFormatFactory.createFormatInstance(out,
                typed.verbosity().orElse(VerboseMode.NORMAL));
    }
}
