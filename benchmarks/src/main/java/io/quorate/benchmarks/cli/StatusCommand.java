package io.quorate.benchmarks.cli;

import io.quorate.client.QuorateClient;
import io.quorate.node.MemberStatus;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.MemberRole;
import io.quorate.raft.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code quorate client FILE status}: how each member is, side by side. */
@Command(name = "status",
        header = "Prints role, term, leader and positions of each member.",
        synopsisHeading = "%nUsage: ",
        description = """

        Each member that FILE names is asked by itself, whether it leads or not. durable is what
        its disk has kept, commit what it knows to be agreed, applied what its state has seen.
        Ends with 1 if a member does not answer.
        """)
final class StatusCommand extends Verb {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @ParentCommand
    private ClientCommand client;

    @Override
    public Integer call() {
        final ClusterAccess cluster = client.cluster(PATIENCE);
        final List<Peer> members = cluster.members(0);
        final List<QuorateClient> clients = new ArrayList<>();
        try {
            final List<CompletableFuture<MemberStatus>> asked = new ArrayList<>();
            for (final Peer member : members) {
                clients.add(cluster.connect(List.of(member)));
                asked.add(clients.get(clients.size() - 1).status());
            }
            return show(members, asked);
        } finally {
            clients.forEach(QuorateClient::close);
        }
    }

    private int show(final List<Peer> members, final List<CompletableFuture<MemberStatus>> asked) {
        final Columns table = new Columns("member", "address", "role", "term", "leader", "first",
                "last", "durable", "commit", "applied", "snapshot", "health", "cluster");
        int code = ExitCode.OK;
        for (int i = 0; i < members.size(); i++) {
            final Peer member = members.get(i);
            final MemberStatus status = asked.get(i).exceptionally(failure -> null).join();
            if (status == null) {
                table.row(member.id(), member.address(), "unreachable");
                code = ExitCode.FAILED;
            } else {
                table.row(row(member, status));
            }
        }
        table.print(out());
        return code;
    }

    private static Object[] row(final Peer member, final MemberStatus status) {
        final MemberStatus.Positions at = status.positions();
        return new Object[] {member.id(), member.address(), roleOf(status), status.term(),
            status.leaderId() == 0 ? "-" : status.leaderId(), at.first(), at.last(), at.durable(),
            at.commit(), at.applied(), at.snapshot() == 0 ? "-" : at.snapshot(),
            words(status.health()), words(status.cluster())};
    }

    /** An observer is one whatever it is about to become; who votes is what its office is. */
    private static String roleOf(final MemberStatus status) {
        return status.role() != Role.FOLLOWER || status.seat() == MemberRole.VOTER
                ? words(status.role())
                : status.seat() == MemberRole.NONE ? "no member" : words(status.seat());
    }

    private static String words(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
