package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.raft.ChangeState;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.TransferOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a read at each level is answered by whom, in touch with the others and cut off. */
class ReadTableTest {
    private static final int OBSERVER = 4;

    private final InlineCluster cluster = new InlineCluster(4, id -> new CountingMachine());
    private final List<String> answers = new ArrayList<>();

    /** Three voters and an observer, and one command that all have applied. */
    @BeforeEach
    void begin() {
        NodeAgent leader = cluster.lead();
        if (cluster.id(leader) == OBSERVER) {
            final CompletableFuture<TransferOutcome> transfer = leader.transfer(1);
            cluster.runUntil(transfer::isDone);
            assertEquals(TransferOutcome.DONE, transfer.join());
            leader = cluster.lead();
        }
        cluster.run(InlineCluster.TIMEOUT_MAX);              // identities are bound by then
        final MembershipView now = leader.membership();
        final CompletableFuture<ChangeAnswer> change =
                leader.change(MembershipChange.of(now.configuration(), now.index())
                        .role(OBSERVER, MemberRole.OBSERVER));
        cluster.runUntil(change::isDone);
        assertEquals(ChangeState.DONE, change.join().state());
        write();
        cluster.lead();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void write() {
        final Client writer = new Client(cluster.lead(), 4);
        writer.submit(1, "x");
        cluster.runUntil(() -> writer.answers().size() == 1);
    }

    private NodeAgent member(final String who) {
        return switch (who) {
            case "leader" -> cluster.leader();
            case "follower" -> cluster.nodes.stream().filter(node -> node != cluster.leader()
                    && cluster.id(node) != OBSERVER).findFirst().orElseThrow();
            default -> cluster.node(OBSERVER);
        };
    }

    private static ReadLevel levelOf(final String name) {
        return ReadLevel.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private String read(final NodeAgent node, final ReadLevel level) {
        final Submitter reader = node.submitter(4);
        assertEquals(Outcome.ACCEPTED, reader.read(level, 1, new UnsafeBuffer(new byte[1]), 0, 1));
        cluster.runUntil(() -> reader.poll(answer -> answers.add(answer.outcome()
                + (answer.outcome() == Outcome.ANSWERED ? " " + answer.reply().getLong(0) : "")),
                4) > 0);
        return answers.get(answers.size() - 1);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "leader,   linearizable, ANSWERED 1",
        "leader,   lease,        ANSWERED 1",
        "leader,   bounded,      ANSWERED 1",
        "leader,   local,        ANSWERED 1",
        "follower, linearizable, ANSWERED 1",
        "follower, lease,        ANSWERED 1",
        "follower, bounded,      ANSWERED 1",
        "follower, local,        ANSWERED 1",
        "observer, linearizable, ANSWERED 1",
        "observer, lease,        ANSWERED 1",
        "observer, bounded,      ANSWERED 1",
        "observer, local,        ANSWERED 1",
    })
    void inTouch(final String who, final String level, final String answer) {
        final long last = cluster.leader().raft().lastIndex();
        assertEquals(answer, read(member(who), levelOf(level)));
        assertEquals(last, cluster.leader().raft().lastIndex(), "a read leaves no entry");
    }

    /** For longer than a bounded read may be behind, while the others go on. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "leader,   linearizable, NOT_LEADER",
        "leader,   lease,        NOT_LEADER",
        "leader,   bounded,      NOT_LEADER",
        "leader,   local,        ANSWERED 1",
        "follower, linearizable, NOT_LEADER",
        "follower, lease,        NOT_LEADER",
        "follower, bounded,      NOT_LEADER",
        "follower, local,        ANSWERED 1",
        "observer, linearizable, NOT_LEADER",
        "observer, lease,        NOT_LEADER",
        "observer, bounded,      NOT_LEADER",
        "observer, local,        ANSWERED 1",
    })
    void cutOff(final String who, final String level, final String answer) {
        final NodeAgent member = member(who);
        cluster.transportOf(member).cut(true);
        cluster.run(1_500 * InlineCluster.MS);
        final NodeAgent leader = cluster.leader();
        assertTrue(leader != member);
        final Client writer = new Client(leader, 4);
        writer.submit(2, "y");
        cluster.runUntil(() -> writer.answers().size() == 1);
        assertEquals(answer, read(member, levelOf(level)));
        cluster.transportOf(member).cut(false);
        cluster.lead();
        assertEquals("ANSWERED 2", read(member, levelOf(level)));
    }
}
