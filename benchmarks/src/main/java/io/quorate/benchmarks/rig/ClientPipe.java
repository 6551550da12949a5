package io.quorate.benchmarks.rig;

import io.quorate.client.QuorateClient;
import io.quorate.node.Outcome;
import java.time.Duration;
import org.agrona.DirectBuffer;

/**
 * The way in by a client with a session, on the thread that turns the rig and on its media driver:
 * two legs of the network more than a {@link LeaderPipe} has.
 */
final class ClientPipe implements Entrance {
    private static final int WINDOW_MAX = 1024;              // of a session
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final ClusterRig rig;
    private final Member leader;
    private final QuorateClient client;
    private long completed;

    ClientPipe(final ClusterRig rig, final int window) {
        if (window > WINDOW_MAX) {
            throw new IllegalArgumentException("a session has a window of " + WINDOW_MAX
                    + "; with client=network, window must not be " + window);
        }
        this.rig = rig;
        leader = rig.awaitLeader();
        client = rig.client().window(window).responseTimeout(SILENCE).inline(this::onAnswer)
                .connect();
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        return client.offer(command.getLong(offset), command, offset, length);
    }

    private void onAnswer(final long number, final Outcome outcome, final long index,
            final DirectBuffer reply, final int offset, final int length) {
        if (outcome != Outcome.COMMITTED) {
            throw new IllegalStateException("command " + number + " was answered " + outcome
                    + " while it was measured; " + rig);
        }
        completed++;
    }

    @Override
    public void turn() {
        rig.turn();
        rig.idle(client.doWork());
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public Member leader() {
        return leader;
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return rig.toString();
    }
}
