package io.quorate.benchmarks.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int OK = 0;
    /** A measurement or a node failed. */
    static final int FAILED = 1;
    /** What was typed, or a file that it names, is wrong; nothing was run. */
    static final int BAD_INPUT = 2;

    private ExitCode() {
    }
}
