package io.quorate.peers;

import io.quorate.benchmarks.load.Pipe;
import io.quorate.benchmarks.rig.SafetyViolation;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/** A peer as a closed loop drives it. Answers that are out of order are a broken promise. */
final class PeerPipe implements Pipe {
    private final Peer peer;
    private final LongConsumer onAnswer = this::onAnswer;
    private long completed;

    PeerPipe(final Peer peer) {
        this.peer = peer;
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        return peer.send(command, offset, length);
    }

    @Override
    public void turn() {
        peer.poll(onAnswer);
    }

    private void onAnswer(final long number) {
        if (number != completed) {
            throw new SafetyViolation("command " + number + " was answered where " + completed
                    + " was next");
        }
        completed++;
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public String toString() {
        return "member " + peer.leader() + " leads";
    }
}
