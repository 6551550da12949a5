package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.node.Outcome;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** A client in virtual time, and a cluster that says what the test lets it say. */
abstract class Talk {
    static final long MS = 1_000_000;
    private static final int BODY = ClientReply.bodyOffset();

    final Script script = new Script();
    final List<String> outcomes = new ArrayList<>();
    long nowNs;
    Conversation client = conversation(true);
    private int submitted;

    Conversation conversation(final boolean isPatient) {
        return new Conversation(script, new ClientSettings(7, Map.of(1, "", 2, "", 3, ""), "",
                Map.of(), 4, 30_000 * MS, 1_000 * MS, 10 * MS, Duration.ofMinutes(1).toNanos(),
                Duration.ofMinutes(30).toNanos(), isPatient), nowNs);
    }

    void submit() {
        final int number = ++submitted;
        client.take(new Call(ClientRequest.COMMAND, 0, new byte[1], nowNs + 30_000 * MS,
                (call, outcome, index, leader, reply, at, length) ->
                        outcomes.add(number + " " + outcome)));
    }

    /** The reply to what was said at that place, as the client's next turn hears it. */
    void reply(final int place, final Outcome outcome, final int leader,
            final long index) {
        final ClientReply reply = ClientReply.allocated().outcome(outcome.code(), leader)
                .correlation(script.correlations.get(place)).index(index);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[BODY + 12]);
        frame.putBytes(0, reply.buffer(), 0, BODY);
        frame.putLong(BODY, 60_000, ByteOrder.LITTLE_ENDIAN);
        frame.putInt(BODY + 8, 1024, ByteOrder.LITTLE_ENDIAN);
        script.replies.add(frame);
        turn();
    }

    void turn() {
        client.doWork(nowNs);
    }

    void pass(final long ms) {
        nowNs += ms * MS;
        turn();
    }

    /** What was said since this was last asked. */
    List<String> said() {
        final List<String> all = List.copyOf(script.said);
        script.said.clear();
        script.correlations.clear();
        return all;
    }

    void open(final int leader) {
        submit();
        turn();
        assertEquals(List.of("1: kind 1"), script.said);
        reply(0, Outcome.NOT_LEADER, leader, 0);
        reply(1, Outcome.COMMITTED, leader, 17);
        assertEquals(List.of("1: kind 1", leader + ": kind 1", leader + ": 1/1 of 17"), soFar());
    }

    List<String> soFar() {
        return List.copyOf(script.said);
    }
}
