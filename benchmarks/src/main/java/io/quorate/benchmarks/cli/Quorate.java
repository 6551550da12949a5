package io.quorate.benchmarks.cli;

import io.quorate.results.ResultsException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/**
 * The command line: {@code quorate VERB ...}. A first argument that is no verb, and no question to
 * us, goes to JMH with all that follows, untouched.
 */
@Command(name = "quorate",
        header = "A fast Raft core for the JVM, and the benchmarks that tell the truth about it.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = """
        quorate VERB ...           one of the verbs below
               quorate REGEX [options]    JMH itself, untouched (-h lists its options)""",
        commandListHeading = "%nVerbs:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went well", "1:something failed, or regressed",
    "2:bad input; nothing ran"},
        footer = """

            Examples:
              quorate quick                                     the headlines, in three minutes
              quorate run Failover -p heartbeatMs=10,50         one benchmark, recorded
              quorate compare raft-default raft-fast            two configurations, interleaved
              quorate peers                                     other systems, in the same run
              quorate report                                    the latest run as a page of HTML
              quorate node FILE                                 one member of a cluster
              quorate client FILE status                        how its members are
              quorate sim --seeds 500                           500 clusters in virtual time
              quorate scenario leader-lost                      a leader dies: what clients see
              quorate detectors                                 how soon right, how often wrong
              quorate history --ops 50000 --out FILE            what clients see under faults
              quorate Failover -p heartbeatMs=10,50             plain JMH, nothing recorded

            "quorate VERB --help" tells more of each.""")
public final class Quorate {
    private static final Set<String> QUESTIONS = Set.of("--help", "help", "--version");

    private final PrintWriter out;
    private final PrintWriter err;
    private final List<Verb> more;

    /** A command line that prints there, with verbs besides its own. */
    public Quorate(final PrintWriter out, final PrintWriter err, final Verb... more) {
        this.out = out;
        this.err = err;
        this.more = List.of(more);
    }

    /** Does what the arguments say, and returns the exit code. */
    public int run(final String... arguments) {
        final CommandLine commands = commands();
        if (arguments.length == 0 || QUESTIONS.contains(arguments[0])) {
            commands.usage(out);
            return ExitCode.OK;
        }
        if (commands.getSubcommands().containsKey(arguments[0])) {
            return commands.execute(arguments);
        }
        try {
            return Jmh.run(arguments);
        } catch (final Exception e) {
            return fail(e);
        }
    }

    private CommandLine commands() {
        final CommandLine commands = new CommandLine(this)
                .addSubcommand(new QuickCommand()).addSubcommand(new RunCommand())
                .addSubcommand(new CompareCommand()).addSubcommand(new ReportCommand())
                .addSubcommand(new PaperCommand())
                .addSubcommand(new SweepCommand()).addSubcommand(new SelfTestCommand())
                .addSubcommand(new GateCommand()).addSubcommand(new PublishCommand())
                .addSubcommand(new NodeCommand()).addSubcommand(client())
                .addSubcommand(new RecoverCommand())
                .addSubcommand(new ListCommand()).addSubcommand(new SimCommand())
                .addSubcommand(new DetectorsCommand()).addSubcommand(new DoctorCommand())
                .addSubcommand(new HistoryCommand()).addSubcommand(new ScenarioCommand());
        more.forEach(commands::addSubcommand);
        commands.setOut(out).setErr(err).setUsageHelpWidth(100)      // of all that were added
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure))
                .setParameterExceptionHandler((wrong, words) -> {
                    err.println("quorate: " + wrong.getMessage() + "; \""
                            + wrong.getCommandLine().getCommandSpec().qualifiedName()
                            + " --help\" tells more");
                    return ExitCode.BAD_INPUT;
                });
        commands.getSubcommands().get("run").setUnmatchedOptionsArePositionalParams(true);
        return commands;
    }

    private static CommandLine client() {
        return new CommandLine(new ClientCommand()).addSubcommand(new StatusCommand())
                .addSubcommand(new MembersCommand());
    }

    /** One sentence for what was typed wrong; for what went wrong by itself, its cause as well. */
    private int fail(final Throwable failure) {
        if (failure instanceof BadInputException || failure instanceof ResultsException) {
            err.println("quorate: " + failure.getMessage());
            return ExitCode.BAD_INPUT;
        }
        err.println("quorate: " + failure.getMessage());
        causes(failure).forEach(err::println);
        return ExitCode.FAILED;
    }

    private static List<String> causes(final Throwable failure) {
        final Throwable cause = failure.getCause();      // JMH's own says the same again
        return cause == null || cause instanceof RunnerException ? List.of()
                : List.of("  because of " + cause);
    }
}
