package io.quorate.sim;

import io.quorate.check.History;
import io.quorate.check.KeyValueCall;
import io.quorate.check.KeyValueModel;
import io.quorate.check.Linearizability;
import io.quorate.check.Operation;
import io.quorate.check.Order;
import io.quorate.check.Verdict;
import io.quorate.kv.KeyValue;
import io.quorate.kv.KeyValueMachine;
import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import io.quorate.port.StateMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gets, puts and compare-and-sets on few keys, by clients that each do one thing at a time. What
 * they saw is written down, and has to be linearizable when all is over (I11).
 */
final class KeyValueWorkload implements Workload {
    private static final int MAX_ENTRIES = 16;
    private static final int ENTRY_BYTES = 64;
    private static final ReadLevel[] LEVELS = ReadLevel.values();
    private static final int NONE = -1;
    private static final KeyValueModel MODEL = new KeyValueModel();
    private static final long MAX_STEPS = 5_000_000;

    /** A read that is open: its operation, or {@link #NONE} if staleness is allowed. */
    private record Asked(ReadLevel level, String key, int operation) {
    }

    /** An operation at its place in the log: reads come after the entry that they saw. */
    private record Placed(long index, boolean isRead, Operation<KeyValueCall> operation) {
        static final Comparator<Placed> BY_PLACE = Comparator.comparingLong(Placed::index)
                .thenComparing(Placed::isRead)
                .thenComparingLong(placed -> placed.operation.callNs());
    }

    private final World world;
    private final Chance chance;
    private final int keys;
    private final History<KeyValueCall> history = new History<>();
    private final Map<Integer, Integer> operations = new HashMap<>();   // by command
    private final long[] newest;                                        // values seen, by key
    private final Deque<Integer> freeClients = new ArrayDeque<>();
    private final Map<Integer, Asked> asked = new HashMap<>();          // by read
    private final Map<Integer, Long> seenAt = new HashMap<>();          // indexes, by operation
    private final SeenReads seen;
    private final double reads;                                         // their share
    private int clients;
    private List<Operation<KeyValueCall>> checked = List.of();

    KeyValueWorkload(final World world, final Chance chance) {
        this.world = world;
        seen = new SeenReads(world);
        reads = chance.is(0.75) ? chance.scaled(0.05, 0.8) : 0;
        this.chance = chance;
        keys = 1 + chance.below(5);
        newest = new long[keys];
        Arrays.fill(newest, KeyValueCall.ABSENT);
        clients = 1 + chance.below(16);
        for (int client = 1; client <= clients; client++) {
            freeClients.addLast(client);
        }
    }

    @Override
    public StateMachine machine() {
        return new Chain(new KeyValueMachine(MAX_ENTRIES, ENTRY_BYTES));
    }

    @Override
    public boolean hasFreeClient() {
        return !freeClients.isEmpty();
    }

    @Override
    public byte[] command(final int number) {
        final int key = chance.below(keys);
        final KeyValueCall call = draw(key, number);
        operations.put(number,
                history.called(nextClient(), name(key), call, world.time.nowNs()));
        return switch (call.kind()) {
            case GET -> KeyValue.get(name(key));
            case PUT -> KeyValue.put(name(key), Long.toString(call.value()));
            case CAS -> KeyValue.cas(name(key), text(call.expect()), Long.toString(call.value()));
        };
    }

    /** No command of the store at all. */
    @Override
    public byte[] harmless(final Chance ofSessions) {
        return new byte[ofSessions.below(5)];
    }

    /** One that is free; or a new one, for who asks although none is. */
    private int nextClient() {
        return freeClients.isEmpty() ? ++clients : freeClients.removeFirst();
    }

    private KeyValueCall draw(final int key, final int number) {
        return switch (chance.below(3)) {
            case 0 -> KeyValueCall.get();
            case 1 -> KeyValueCall.put(number);
            default -> KeyValueCall.cas(
                    chance.is(0.7) ? newest[key] : 1 + chance.below(number), number);
        };
    }

    private static String name(final int key) {
        return "k" + key;
    }

    private static String text(final long value) {
        return value == KeyValueCall.ABSENT ? null : Long.toString(value);
    }

    @Override
    public void onAnswer(final int number, final Outcome outcome, final DirectBuffer reply) {
        final int operation = operations.get(number);
        freeClients.addLast(history.get(operation).client());
        switch (outcome) {
            case COMMITTED -> committed(operation, Chain.reply(reply));
            case INDETERMINATE -> {
                // it stays as open as it is
            }
            default -> history.refused(operation);
        }
    }

    private void committed(final int operation, final byte[] reply) {
        final Operation<KeyValueCall> asked = history.get(operation);
        final boolean isOk = KeyValue.status(reply) == KeyValue.Status.OK;
        final String found = KeyValue.text(reply);
        final KeyValueCall answered = asked.call().answered(switch (asked.call().kind()) {
            case GET -> found == null ? KeyValueCall.ABSENT : Long.parseLong(found);
            case PUT, CAS -> isOk ? 1 : 0;
        });
        history.answered(operation, answered, world.time.nowNs());
        if (isOk) {
            newest[Integer.parseInt(asked.key().substring(1))] =
                    answered.kind() == KeyValueCall.Kind.GET ? answered.result() : answered.value();
        }
    }

    // ---- reads ----------------------------------------------------------------------------------

    @Override
    public Read read(final int number) {
        return chance.is(reads) ? read(number, drawLevel()) : null;
    }

    @Override
    public Read read(final int number, final ReadLevel level) {
        final String key = name(chance.below(keys));
        final int operation = isStrong(level)
                ? history.called(nextClient(), key, KeyValueCall.get(), world.time.nowNs()) : NONE;
        asked.put(number, new Asked(level, key, operation));
        return new Read(level, new UnsafeBuffer(KeyValue.get(key)));
    }

    private ReadLevel drawLevel() {
        return chance.is(0.5) ? ReadLevel.LINEARIZABLE
                : LEVELS[chance.below(LEVELS.length)];
    }

    private static boolean isStrong(final ReadLevel level) {
        return level == ReadLevel.LINEARIZABLE || level == ReadLevel.LEASE;
    }

    @Override
    public void onRead(final int number, final SimulatedNode node, final Outcome outcome,
            final long index, final DirectBuffer reply) {
        final Asked read = asked.remove(number);
        if (read.operation != NONE) {
            freeClients.addLast(history.get(read.operation).client());
        }
        if (outcome == Outcome.ANSWERED) {
            final byte[] bytes = new byte[reply.capacity()];
            reply.getBytes(0, bytes);
            answered(number, node, read, index, bytes);
        } else if (read.operation != NONE) {
            history.refused(read.operation);
        }
    }

    private void answered(final int number, final SimulatedNode node, final Asked read,
            final long index, final byte[] reply) {
        final String found = KeyValue.text(reply);
        final long value = found == null ? KeyValueCall.ABSENT : Long.parseLong(found);
        seen.onRead(number, node, read.key, read.level, index, value);
        if (read.operation != NONE) {
            history.answered(read.operation, KeyValueCall.get().answered(value),
                    world.time.nowNs());
            seenAt.put(read.operation, index);
        }
    }

    // ---- the end --------------------------------------------------------------------------------

    /** The log's order is the proof, as a rule; where it is none, another is looked for. */
    @Override
    public void check(final Checks checks, final AnswerSheet answers) {
        final List<Placed> placed = new ArrayList<>();
        operations.forEach((number, operation) -> {
            if (answers.appliedAt(number) > 0) {
                placed.add(new Placed(answers.appliedAt(number), false, history.get(operation)));
            }
        });
        seen.check(checks, states(placed), KeyValueCall.ABSENT);
        seenAt.forEach((operation, index) ->
                placed.add(new Placed(index, true, history.get(operation))));
        placed.sort(Placed.BY_PLACE);
        checked = history.operations();
        if (Order.explains(placed.stream().map(Placed::operation).toList(), MODEL)) {
            return;
        }
        final Verdict verdict = Linearizability.check(checked, MODEL, MAX_STEPS);
        if (!verdict.isLinearizable()) {
            checks.fail("I11 linearizability: {}", verdict);
        }
    }

    /** What each key was after each index that touched it. */
    private static Map<String, NavigableMap<Long, Long>> states(final List<Placed> placed) {
        placed.sort(Placed.BY_PLACE);
        final Map<String, NavigableMap<Long, Long>> states = new HashMap<>();
        for (final Placed each : placed) {
            final Operation<KeyValueCall> operation = each.operation;
            final NavigableMap<Long, Long> ofKey =
                    states.computeIfAbsent(operation.key(), key -> new TreeMap<>());
            final Long before = ofKey.isEmpty() ? MODEL.initial() : ofKey.lastEntry().getValue();
            ofKey.put(each.index, MODEL.step(before, operation.call(), false));
        }
        return states;
    }

    @Override
    public int checked() {
        return checked.size();
    }
}
