package io.quorate.benchmarks.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all verbs have in common: they explain themselves, print, return an {@link ExitCode}. */
public abstract class Verb implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "Shows this and exits.")
    boolean isHelp;

    /** Where answers are printed. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
