package io.quorate.benchmarks.cli;

import io.quorate.kv.KeyValue;
import io.quorate.node.MemberStatus;
import io.quorate.node.ReadLevel;
import io.quorate.node.Reply;
import io.quorate.port.TransportFactory.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code quorate client}: what clients and operators want of a cluster that runs. */
@Command(name = "client",
        header = "Puts, gets, and looks after the members of a running cluster.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "quorate client FILE ACTION [WORD...] [--timeout TIME]",
        commandListHeading = "%nActions:%n",
        description = """

        FILE is what a member was started from, or any that names cluster.id, transport and
        member.1 and so on. The leader is found by itself. What is put is executed once, however
        often it had to be sent.
        """,
        footer = """

        Examples:
          quorate client examples/cluster-1.properties put greeting hello
          quorate client examples/cluster-1.properties get greeting --level local
          quorate client examples/cluster-1.properties cas greeting hello goodbye
          quorate client examples/cluster-1.properties status
          quorate client examples/cluster-1.properties members add 4 127.0.0.1:9004

        Exit codes: 0 done; 1 not done, or no such key; 2 what was typed, or FILE, is wrong.""")
final class ClientCommand extends Verb {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(index = "0", paramLabel = "FILE", description = "Names the members.")
    private Path file;

    @Option(names = "--timeout", paramLabel = "TIME", scope = ScopeType.INHERIT,
            description = "How long to try: status 2s, members 1m, all else 10s unless given.")
    private String timeout;

    @Override
    public Integer call() {
        throw new BadInputException("say what to do: get, put, cas, delete, status, members,"
                + " transfer or snapshot; \"quorate client --help\" tells more");
    }

    /** The way to the cluster; tries for so long unless another time was typed. */
    ClusterAccess cluster(final Duration patience) {
        return new ClusterAccess(file, timeout == null ? patience : Spans.parse(timeout));
    }

    @Command(name = "get", header = "Prints the value of a key.", mixinStandardHelpOptions = true)
    int get(@Parameters(paramLabel = "KEY", description = "Any text.") final String key,
            @Option(names = "--level", paramLabel = "LEVEL", defaultValue = "linearizable",
                    description = "How fresh: linearizable (unless given), lease, bounded, local.")
            final String level) {
        final ReadLevel wanted = levelOf(level);
        return show(cluster(PATIENCE).ask(client -> client.read(wanted, KeyValue.get(key))));
    }

    private static ReadLevel levelOf(final String label) {
        for (final ReadLevel level : ReadLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(label)) {
                return level;
            }
        }
        throw new BadInputException("--level " + label
                + " is no level; say linearizable, lease, bounded or local");
    }

    @Command(name = "put", header = "Sets the value of a key.", mixinStandardHelpOptions = true)
    int put(@Parameters(paramLabel = "KEY", description = "Any text.") final String key,
            @Parameters(paramLabel = "VALUE", description = "Any text.") final String value) {
        return execute(KeyValue.put(key, value));
    }

    @Command(name = "cas", header = "Sets the value of a key if its value is the expected one.",
            mixinStandardHelpOptions = true)
    int cas(@Parameters(paramLabel = "KEY", description = "Any text.") final String key,
            @Parameters(paramLabel = "[EXPECTED] VALUE", arity = "1..2",
                    description = "With VALUE alone, the key is expected not to be there.")
            final List<String> values) {
        final boolean isAbsent = values.size() == 1;
        return execute(KeyValue.cas(key, isAbsent ? null : values.get(0),
                values.get(values.size() - 1)));
    }

    @Command(name = "delete", header = "Removes a key.", mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "KEY", description = "Any text.") final String key) {
        return execute(KeyValue.delete(key));
    }

    private int execute(final byte[] command) {
        return show(cluster(PATIENCE).ask(client -> client.submit(command)));
    }

    /** What the store says, in words; a value stands alone, to be used by scripts. */
    private int show(final Reply reply) {
        final KeyValue.Status status = KeyValue.status(reply.bytes());
        final String value = KeyValue.text(reply.bytes());
        switch (status) {
            case OK -> out().println(value == null ? "ok" : value);
            case NOT_FOUND -> out().println("there is no such key");
            case MISMATCH -> out().println(value == null ? "the value is another, or there is none"
                    : "the value is " + value);
            default -> throw new IllegalStateException("the store says " + status
                    + ": its entries have 256 bytes, and it holds 65536 of them");
        }
        return status == KeyValue.Status.OK ? ExitCode.OK : ExitCode.FAILED;
    }

    @Command(name = "transfer", header = "Has another member lead.",
            mixinStandardHelpOptions = true)
    int transfer(@Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "0",
            description = "Who is to lead; the best there is unless given.") final int id) {
        cluster(PATIENCE).ask(client -> client.transfer(id));
        out().println("handed over" + (id == 0 ? "" : " to member " + id));
        return ExitCode.OK;
    }

    @Command(name = "snapshot", header = "Has a member, or each of them, take a snapshot.",
            mixinStandardHelpOptions = true)
    int snapshot(@Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "0",
            description = "Which member; each of them unless given.") final int id) {
        final ClusterAccess cluster = cluster(PATIENCE);
        for (final Peer member : cluster.members(id)) {
            final long asked = cluster.askMember(member, client -> client.snapshot()).index();
            final MemberStatus done = cluster.awaitMember(member,
                    status -> status.positions().snapshot() >= asked);
            out().println("member " + member.id() + ": snapshot of entry "
                    + done.positions().snapshot());
        }
        return ExitCode.OK;
    }
}
