package io.quorate.benchmarks.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Signals to one process, through a shell of its own, which costs a fraction of what a program does
 * for each. The shell has the process go on when nobody is there any more to tell it otherwise,
 * however this JVM has ended. Any thread.
 */
final class ProcessSignals implements AutoCloseable {
    private static final String SCRIPT = "trap '' INT TERM HUP; while read -r signal; do"
            + " kill -\"$signal\" \"$1\" && echo sent || echo failed; done; kill -CONT \"$1\"";
    private static final long GOODBYE_SECONDS = 10;

    private final long pid;
    private final Process shell;
    private final Writer orders;
    private final BufferedReader answers;

    ProcessSignals(final long pid) {
        this.pid = pid;
        try {
            shell = new ProcessBuilder("sh", "-c", SCRIPT, "sh", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (final IOException e) {
            throw new UncheckedIOException("this host has no program sh; who is to stand still, or"
                    + " to be slow, needs it", e);
        }
        orders = shell.outputWriter(StandardCharsets.US_ASCII);
        answers = shell.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * Sends one, and returns when it is sent.
     *
     * @param signal without SIG, such as STOP
     * @throws IllegalStateException if it cannot be sent, as when the process has ended
     */
    synchronized void send(final String signal) {
        try {
            orders.write(signal + "\n");
            orders.flush();
            if ("sent".equals(answers.readLine())) {
                return;
            }
        } catch (final IOException e) {
            throw new IllegalStateException("process " + pid + " cannot be sent SIG" + signal, e);
        }
        throw new IllegalStateException("process " + pid + " cannot be sent SIG" + signal);
    }

    /** The process goes on, if it is still there. Idempotent. */
    @Override
    public synchronized void close() {
        try {
            orders.close();
            shell.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (final IOException e) {
            shell.destroyForcibly();                     // it has ended, and hears nothing
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
