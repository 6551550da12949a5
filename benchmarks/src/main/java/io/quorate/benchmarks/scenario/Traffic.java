package io.quorate.benchmarks.scenario;

import io.quorate.client.ClientBuilder;
import io.quorate.client.ClientEffort;
import io.quorate.client.QuorateClient;
import io.quorate.kv.KeyValue;
import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import io.quorate.node.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.agrona.collections.LongArrayList;

/**
 * A client that puts a value at every tick of its schedule, whatever became of those before, and
 * remembers of each when it was due, when it was answered, and how. What it was promised is read
 * back in the end.
 *
 * <p>Of the puts of one key, which one session keeps in order, only the newest can be read: it must
 * be the newest acknowledged one, or one that was issued later.
 */
final class Traffic implements AutoCloseable {
    private static final int KEYS = 1024;
    private static final int WINDOW = 1024;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Ground ground;
    private final QuorateClient client;
    private final long first;                            // of the numbers that are put
    private final int valueBytes;
    private final LongArrayList dueNs = new LongArrayList();
    private final LongArrayList answeredNs = new LongArrayList();     // 0 while it is not
    private final List<Outcome> outcomes = new ArrayList<>();
    private final long[] acknowledged = new long[KEYS];
    private final Map<String, Long> refusedBy = new TreeMap<>();
    private long intervalNs;
    private long nextNs;
    private int open;
    private boolean isOn;

    Traffic(final Ground ground, final Scenario scenario) {
        this.ground = ground;
        final LoadPlan plan = scenario.load();
        first = ground.firstNumber();
        valueBytes = plan.valueBytes();
        intervalNs = SECOND_NS / plan.perSecond();
        final ClientBuilder builder = ground.client().window(WINDOW)
                .responseTimeout(Duration.ofNanos(plan.responseNs()))
                .callTimeout(Duration.ofNanos(plan.callNs()))
                .deadTimeout(Duration.ofNanos(plan.restNs()), Duration.ofNanos(8 * plan.restNs()))
                .pause(Duration.ofNanos(plan.pauseNs())).failOnOverload().inline();
        client = ground.connect(builder);
    }

    /** The first request is due one interval from now. */
    void start() {
        nextNs = ground.nowNs() + intervalNs;
        isOn = true;
    }

    void rate(final int perSecond) {
        intervalNs = SECOND_NS / perSecond;
    }

    /** Issues nothing more. */
    void stop() {
        isOn = false;
    }

    /** Issues what is due, and lets the client work; returns how much was done. */
    int step() {
        final long nowNs = ground.nowNs();
        int issued = 0;
        while (isOn && nowNs - nextNs >= 0) {
            issue();
            issued++;
        }
        return issued + client.doWork();
    }

    private void issue() {
        final int number = outcomes.size();
        dueNs.addLong(nextNs);
        answeredNs.addLong(0);
        outcomes.add(null);
        nextNs += intervalNs;
        open++;
        final String value = String.format("%0" + valueBytes + "d", first + number);
        client.submit(KeyValue.put(key(number), value),
                reply -> onReply(number, reply));
    }

    private static String key(final int number) {
        return "k" + number % KEYS;
    }

    private void onReply(final int number, final Reply reply) {
        open--;
        answeredNs.setLong(number, ground.nowNs());
        outcomes.set(number, reply.outcome());
        if (reply.overload() != null) {
            refusedBy.merge(reply.overload().breaker().label(), 1L, Long::sum);
        }
        if (reply.outcome() == Outcome.COMMITTED) {
            acknowledged[number % KEYS] = number + 1L;
        }
    }

    boolean isAnswered() {
        return open == 0;
    }

    /**
     * Reads every key, with {@code isLate} as a limit.
     *
     * @return what was lost, one sentence each; null if not all could be read in time
     */
    List<String> readBack(final BooleanSupplier isLate) {
        final List<String> lost = new ArrayList<>();
        final int[] left = {0};
        for (int key = 0; key < KEYS; key++) {
            if (acknowledged[key] > 0) {
                left[0]++;
                read(key, left, lost);
            }
        }
        while (left[0] > 0 && !isLate.getAsBoolean()) {
            ground.turn(client.doWork() == 0);
        }
        return left[0] > 0 ? null : lost;
    }

    private void read(final int key, final int[] left, final List<String> lost) {
        client.read(ReadLevel.LINEARIZABLE, KeyValue.get(key(key)), reply -> {
            if (reply.outcome() != Outcome.ANSWERED) {
                read(key, left, lost);                   // by another attempt, until it is late
                return;
            }
            left[0]--;
            final String value = KeyValue.text(reply.bytes());
            final long newest = acknowledged[key] - 1;
            if (value == null || Long.parseLong(value) - first < newest) {
                lost.add("write " + newest + " of key " + key(key) + " was acknowledged, and "
                        + (value == null ? "nothing" : older(Long.parseLong(value) - first))
                        + " is there");
            }
        });
    }

    private static String older(final long number) {
        return number < 0 ? "what was there before" : "write " + number;
    }

    // ---- what became of it ----------------------------------------------------------------------

    int issued() {
        return outcomes.size();
    }

    long dueNs(final int number) {
        return dueNs.getLong(number);
    }

    /** When it was answered, however; 0 while it is not. */
    long answeredNs(final int number) {
        return answeredNs.getLong(number);
    }

    /** Null while it is not answered. */
    Outcome outcome(final int number) {
        return outcomes.get(number);
    }

    /** Requests that a circuit breaker refused, by its name. */
    Map<String, Long> refusedBy() {
        return refusedBy;
    }

    ClientEffort effort() {
        return client.effort();
    }

    @Override
    public void close() {
        client.close();
    }
}
