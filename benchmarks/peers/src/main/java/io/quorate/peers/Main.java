package io.quorate.peers;

import io.quorate.benchmarks.cli.Quorate;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The front door of {@code quorate-peers.jar}: Quorate's verbs, and {@code peers} besides. */
public final class Main {
    private Main() {
    }

    /** Exits with 0 when all went well, 1 when something failed, and 2 for bad input. */
    public static void main(final String[] arguments) {
        System.exit(new Quorate(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), new PeersCommand())
                .run(arguments));
    }
}
