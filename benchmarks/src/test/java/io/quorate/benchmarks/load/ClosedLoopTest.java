package io.quorate.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private final Delay pipe = new Delay();

    @Test
    void theWindowIsNeverExceededAndStaysFull() {
        final ClosedLoop client = new ClosedLoop(pipe, 5, 16);

        client.complete(100);

        assertEquals(5, pipe.mostOutstanding);
        assertTrue(client.offered() >= 100);
    }

    @Test
    void everyCommandIsNumberedAndRecordedOnce() {
        final ClosedLoop client = new ClosedLoop(pipe, 5, 16);

        client.complete(100);
        client.drain();

        assertEquals(client.offered(), pipe.completed());
        assertEquals(client.offered(), client.latencyNs().getTotalCount());
        for (int i = 0; i < pipe.numbers.size(); i++) {
            assertEquals(i, pipe.numbers.get(i));
        }
    }

    @Test
    void whatATurnCompletesBeyondTheGoalCountsForTheNext() {
        final ClosedLoop client = new ClosedLoop(pipe, 5, 16);

        for (int i = 0; i < 300; i++) {
            client.complete(1);
        }

        assertEquals(300, pipe.completed());             // which a turn of three ends at
    }

    @Test
    void aRefusedCommandIsOfferedAgain() {
        pipe.room = 2;
        final ClosedLoop client = new ClosedLoop(pipe, 5, 16);

        client.complete(100);

        assertEquals(2, pipe.mostOutstanding);
    }

    /** Completes at most three commands in a turn. */
    private static final class Delay implements Pipe {
        private final List<Long> numbers = new ArrayList<>();
        private int room = Integer.MAX_VALUE;
        private long completed;
        private long mostOutstanding;

        @Override
        public boolean offer(final DirectBuffer command, final int offset, final int length) {
            if (numbers.size() - completed == room) {
                return false;
            }
            numbers.add(command.getLong(offset));
            mostOutstanding = Math.max(mostOutstanding, numbers.size() - completed);
            return true;
        }

        @Override
        public void turn() {
            completed = Math.min(numbers.size(), completed + 3);
        }

        @Override
        public long completed() {
            return completed;
        }
    }
}
