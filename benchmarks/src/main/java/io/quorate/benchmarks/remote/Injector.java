package io.quorate.benchmarks.remote;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that does faults to members which run elsewhere. It is told an order on each line of
 * its standard input, and answers each with a line, in their order:
 * <pre>
 *   faults                          done crash kill9 pause      those that it can do
 *   strike FAULT MEMBER AMOUNT      done │ failed WHY           AMOUNT: ns of slow-node and of
 *   mend FAULT MEMBER               done │ failed WHY           clock-step, share of lossy-link
 * </pre>
 * At the end of its input it makes good what is not, and ends. An order is given at once, and what
 * became of it is heard later. One thread.
 */
public final class Injector implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String ENDED = "\0";            // no line has it

    private record Order(String words, long untilNs) {
    }

    private final String command;
    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Deque<Order> open = new ArrayDeque<>();
    private final List<String> faults;

    /**
     * Starts it, and asks what it can do.
     *
     * @param command a program, and what it is given, with spaces between
     * @throws BadInputException if it is no such program
     */
    public Injector(final String command) {
        this.command = command;
        try {
            process = new ProcessBuilder(command.strip().split(" +"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (final IOException e) {
            throw new BadInputException("the injector cannot be started: " + e.getMessage()
                    + "; name a program that may be executed", e);
        }
        orders = process.outputWriter(StandardCharsets.UTF_8);
        final Thread reader = new Thread(this::read, "quorate-injector");
        reader.setDaemon(true);
        reader.start();
        try {
            faults = List.of(ask("faults").split(" "));
            faults.forEach(Fault::ofLabel);
        } catch (final IllegalStateException | IllegalArgumentException e) {
            close();
            throw new BadInputException(e.getMessage() + "; \"quorate scenario --help\" tells what"
                    + " an injector is to answer", e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(answers::add);
        } catch (final IOException | UncheckedIOException e) {
            // it has ended, which is what is told next
        }
        answers.add(ENDED);
    }

    /** Whether it can do that. */
    public boolean can(final Fault fault) {
        return faults.contains(fault.label());
    }

    /** Has it done to a member. */
    public void strike(final int member, final Fault fault, final Weight by) {
        give("strike " + fault.label() + " " + member + " " + switch (fault) {
            case SLOW_NODE, CLOCK_STEP -> Long.toString(by.byNs());
            case LOSSY_LINK -> Double.toString(by.share());
            default -> "0";
        });
    }

    /** Has it made good. */
    public void mend(final int member, final Fault fault) {
        give("mend " + fault.label() + " " + member);
    }

    private void give(final String words) {
        open.add(new Order(words, System.nanoTime()
                + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)));
        try {
            orders.write(words + "\n");
            orders.flush();
        } catch (final IOException e) {
            throw failed(words, "it has ended", e);
        }
    }

    /**
     * Hears what became of orders.
     *
     * @throws IllegalStateException if one could not be carried out, or was not within a minute
     */
    public void turn() {
        while (!open.isEmpty()) {
            final String answer = answers.poll();
            if (answer != null) {
                require(open.remove(), answer);
            } else if (System.nanoTime() - open.peek().untilNs() >= 0) {
                throw failed(open.remove().words(), "no answer within " + PATIENCE_SECONDS + " s",
                        null);
            } else {
                return;
            }
        }
    }

    /** What follows the word done. */
    private String ask(final String words) {
        give(words);
        try {
            final String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return require(open.remove(), answer == null ? "nothing within a minute" : answer);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(words, "interrupted", e);
        }
    }

    private String require(final Order order, final String answer) {
        if (answer.equals("done") || answer.startsWith("done ")) {
            return answer.substring("done".length()).strip();
        }
        throw failed(order.words(), answer.equals(ENDED) ? "it has ended" : answer, null);
    }

    private IllegalStateException failed(final String words, final String why,
            final Exception cause) {
        return new IllegalStateException("the injector " + command + " was told \"" + words
                + "\": " + why, cause);
    }

    /** Waits until it has made all good, and has ended; for a minute at most. Idempotent. */
    @Override
    public void close() {
        try {
            orders.close();
        } catch (final IOException e) {
            process.destroy();                           // it hears nothing any more
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (final InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return command;
    }
}
