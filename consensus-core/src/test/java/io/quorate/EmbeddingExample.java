package io.quorate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quorate.node.LocalCluster;
import io.quorate.node.Reply;
import io.quorate.port.StateMachine;
import java.time.Duration;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A sum that three members agree on; one of them leaves, and the others go on. */
public final class EmbeddingExample implements StateMachine {
    private long sum;

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        sum += command.parseLongAscii(offset, length);
        return reply.putLongAscii(0, sum);
    }

    /** Prints {@code 1}, {@code 21} and {@code 321}. */
    public static void main(final String[] args) {
        try (LocalCluster cluster = LocalCluster.launch(3, member -> new EmbeddingExample())) {
            for (final String number : new String[] {"1", "20", "300"}) {
                final Reply reply = cluster.call(number.getBytes(US_ASCII), Duration.ofSeconds(9));
                System.out.println(reply.outcome() + " at " + reply.index() + ": " + reply.text());
                if (number.equals("20")) {
                    cluster.node(reply.leaderId()).close();
                }
            }
        }
    }
}
