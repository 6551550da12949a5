package io.quorate.peers.quorate;

import io.quorate.client.QuorateClient;
import io.quorate.node.Outcome;
import io.quorate.peers.PeerConfig;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Quorate with its client over UDP: four network legs a command. The client has a session, so each
 * command is executed once even if it has to be sent again.
 */
public final class QuorateOverNetwork extends QuoratePeer {
    private static final int WINDOW_MAX = 1024;              // of a session
    /** Commits take a hundredth of it; on a busy machine less makes it turn away for nothing. */
    private static final Duration SILENCE = Duration.ofMillis(20);

    private final QuorateClient client;
    private LongConsumer onAnswer;
    private final int window;
    private int outstanding;

    /** Starts the members, and a client that has its session. */
    public QuorateOverNetwork(final PeerConfig config) {
        super(config, "aeron-udp");
        rig.awaitLeader();
        window = Math.min(config.window(), WINDOW_MAX);
        client = rig.client().inline(this::onAnswer)
                .window(window)
                .responseTimeout(config.keepsLog() ? SILENCE
                        : Duration.ofMillis(config.electionTimeoutMs()))
                .pause(Duration.ofMillis(config.keepsLog() ? 2 : 5))
                .deadTimeout(Duration.ofMillis(config.electionTimeoutMs()),
                        Duration.ofSeconds(5))
                .connect();
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        if (outstanding == window || !client.offer(command.getLong(offset), command, offset,
                length)) {
            return false;
        }
        outstanding++;
        return true;
    }

    private void onAnswer(final long number, final Outcome outcome, final long index,
            final DirectBuffer reply, final int offset, final int length) {
        outstanding--;
        if (outcome == Outcome.COMMITTED) {
            onAnswer.accept(number);
        } else if (outcome != Outcome.INDETERMINATE) {
            throw new IllegalStateException("command " + number + " was answered " + outcome);
        }
    }

    @Override
    public void poll(final LongConsumer listener) {
        onAnswer = listener;
        rig.turn();
        rig.idle(client.doWork());
    }

    @Override
    public void close() {
        onAnswer = number -> {};
        client.close();
        rig.close();
    }
}
