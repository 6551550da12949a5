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
import io.quorate.port.StateMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Gets, puts and compare-and-sets on few keys, by clients that each do one thing at a time. What
 * they saw is written down, and has to be linearizable when all is over (I11).
 */
final class KeyValueWorkload implements Workload {
    private static final int MAX_ENTRIES = 16;
    private static final int ENTRY_BYTES = 64;
    private static final KeyValueModel MODEL = new KeyValueModel();
    private static final long MAX_STEPS = 5_000_000;

    private final EventQueue time;
    private final Chance chance;
    private final int keys;
    private final History<KeyValueCall> history = new History<>();
    private final Map<Integer, Integer> operations = new HashMap<>();   // by command
    private final long[] newest;                                        // values seen, by key
    private final Deque<Integer> freeClients = new ArrayDeque<>();
    private int clients;
    private List<Operation<KeyValueCall>> checked = List.of();

    KeyValueWorkload(final EventQueue time, final Chance chance) {
        this.time = time;
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
        operations.put(number, history.called(nextClient(), name(key), call,
                time.nowNs()));
        return switch (call.kind()) {
            case GET -> KeyValue.get(name(key));
            case PUT -> KeyValue.put(name(key), Long.toString(call.value()));
            case CAS -> KeyValue.cas(name(key), text(call.expect()), Long.toString(call.value()));
        };
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
        history.answered(operation, answered, time.nowNs());
        if (isOk) {
            newest[Integer.parseInt(asked.key().substring(1))] =
                    answered.kind() == KeyValueCall.Kind.GET ? answered.result() : answered.value();
        }
    }

    /** The log's order is the proof, as a rule; where it is none, another is looked for. */
    @Override
    public void check(final Checks checks, final AnswerSheet answers) {
        final List<Operation<KeyValueCall>> inOrder = new ArrayList<>();
        operations.entrySet().stream().filter(of -> answers.appliedAt(of.getKey()) > 0)
                .sorted(Comparator.comparingLong(of -> answers.appliedAt(of.getKey())))
                .forEach(of -> inOrder.add(history.get(of.getValue())));
        checked = history.operations();
        if (Order.explains(inOrder, MODEL)) {
            return;
        }
        final Verdict verdict = Linearizability.check(checked, MODEL, MAX_STEPS);
        if (!verdict.isLinearizable()) {
            checks.fail("I11 linearizability: {}", verdict);
        }
    }

    @Override
    public int checked() {
        return checked.size();
    }
}
