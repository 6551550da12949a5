package io.quorate.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class FailoverRunTest {
    private static final long AGONY_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SUCCESSION_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Node 0 leads until it is killed, and answers a little longer; node 1 leads after it. */
    private static final class Dying implements Peer {
        private final Deque<Long> outstanding = new ArrayDeque<>();
        private long killedNs;
        private boolean isKilled;
        private long applied;

        private boolean isWithin(final long ns) {
            return !isKilled || System.nanoTime() - killedNs < ns;
        }

        @Override
        public boolean send(final DirectBuffer command, final int offset, final int length) {
            outstanding.add(command.getLong(offset));
            return true;
        }

        @Override
        public void poll(final LongConsumer onAnswer) {
            if (isWithin(AGONY_NS) || !isWithin(SUCCESSION_NS)) {
                applied += outstanding.size();
                outstanding.forEach(onAnswer::accept);
                outstanding.clear();
            }
        }

        @Override
        public int leader() {
            return isWithin(SUCCESSION_NS) ? isKilled ? -1 : 0 : 1;
        }

        @Override
        public void kill(final int node) {
            assertEquals(0, node);
            isKilled = true;
            killedNs = System.nanoTime();
        }

        @Override
        public void restart(final int node) {
            assertEquals(0, node);
        }

        @Override
        public long applied() {
            return applied;
        }

        @Override
        public void close() {
            // nothing
        }
    }

    /** Found with Ratis on a fast machine: its leader was missed for no longer than 3 ms. */
    @Test
    void whatTheDyingLeaderStillAnswersEndsNoFailover() {
        final PeerConfig config = PeerConfig.ofFailover(Durability.PAGE_CACHE, new Timing(10, 50),
                Path.of("unused"));
        final long tookNs = new FailoverRun(new Dying(), config, 7).trial();
        assertTrue(tookNs >= SUCCESSION_NS, "after " + tookNs + " ns");
    }
}
