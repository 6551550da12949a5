package io.quorate.benchmarks.cli;

/** What the process tells its caller. */
public final class ExitCode {
    /** All went well. */
    public static final int OK = 0;
    /** A measurement or a node failed. */
    public static final int FAILED = 1;
    /** What was typed, or a file that it names, is wrong; nothing was run. */
    public static final int BAD_INPUT = 2;

    private ExitCode() {
    }
}
