package io.quorate.benchmarks.cli;

import io.quorate.client.ClientException;
import io.quorate.client.QuorateClient;
import io.quorate.node.MembershipView;
import io.quorate.node.Outcome;
import io.quorate.node.Reply;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code quorate client FILE members}: who the members are, and who they are to be. */
@Command(name = "members",
        header = "Prints who the members are, or changes it.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "quorate client FILE members [add|remove|promote|demote ...]",
        commandListHeading = "%nChanges:%n",
        description = """

        As the log has it, whatever the files say. A member that is added must run already, with
        join = true and an empty directory; it votes once it has caught up.
        """)
final class MembersCommand extends Verb {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;

    @ParentCommand
    private ClientCommand client;

    @Override
    public Integer call() {
        show(client.cluster(PATIENCE).ask(QuorateClient::members));
        return ExitCode.OK;
    }

    @Command(name = "add", header = "Adds a member that runs.", mixinStandardHelpOptions = true)
    int add(@Parameters(paramLabel = "ID", description = "A number of its own.") final int id,
            @Parameters(paramLabel = "HOST:PORT", description = "Where it is reached.")
            final String address,
            @Parameters(paramLabel = "observer", arity = "0..1",
                    description = "If it is never to vote.") final String observer) {
        if (observer != null && !observer.equals("observer")) {
            throw new BadInputException("'" + observer + "' is no role; say observer, or nothing"
                    + " for a member that votes");
        }
        final MemberRole role = observer == null ? MemberRole.VOTER : MemberRole.OBSERVER;
        return change(change -> change.add(id, role, address));
    }

    @Command(name = "remove", header = "Lets a member leave; then stop it.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "ID", description = "Who leaves.") final int id) {
        return change(change -> change.remove(id));
    }

    @Command(name = "promote", header = "Has an observer or a learner vote.",
            mixinStandardHelpOptions = true)
    int promote(@Parameters(paramLabel = "ID", description = "Who votes.") final int id) {
        return change(change -> change.role(id, MemberRole.VOTER));
    }

    @Command(name = "demote", header = "Has a voter observe.", mixinStandardHelpOptions = true)
    int demote(@Parameters(paramLabel = "ID", description = "Who observes.") final int id) {
        return change(change -> change.role(id, MemberRole.OBSERVER));
    }

    private int change(final UnaryOperator<MembershipChange> wanted) {
        show(client.cluster(PATIENCE).ask(asked -> {
            order(asked, wanted);
            return asked.members();
        }));
        return ExitCode.OK;
    }

    /** Whoever does not lead may know old members only; once refused, the leader is asked. */
    private static Reply order(final QuorateClient asked,
            final UnaryOperator<MembershipChange> wanted) {
        for (int attempt = 1;; attempt++) {
            final MembershipChange change = wanted(asked.members().join(), wanted);
            try {
                return asked.change(change).join();
            } catch (final CompletionException e) {
                if (attempt == ATTEMPTS || !isStale(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isStale(final CompletionException failure) {
        return failure.getCause() instanceof ClientException refusal
                && refusal.outcome() == Outcome.REFUSED
                && refusal.getMessage().contains("STALE_CONFIGURATION");
    }

    private static MembershipChange wanted(final MembershipView view,
            final UnaryOperator<MembershipChange> wanted) {
        try {
            return wanted.apply(view.change());
        } catch (final IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    private void show(final MembershipView view) {
        final Columns table = new Columns("member", "role", "priority", "address");
        for (final Configuration.Member member : view.configuration().members()) {
            table.row(member.id(), words(member.before()) + (member.before() == member.after() ? ""
                    : ", becomes " + words(member.after())), member.priority(), member.address());
        }
        table.print(out());
    }

    private static String words(final MemberRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
