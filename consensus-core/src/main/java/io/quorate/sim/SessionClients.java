package io.quorate.sim;

import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.session.SessionLimits;
import io.quorate.wire.ClientRequest;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Clients with sessions, which send again on every error and without one, to any member, also what
 * was answered long ago; fall silent until their sessions end; and go on in new ones. Held against
 * it: each command is executed at most once and in the order of its session, and all answers to it
 * are one (I12).
 */
final class SessionClients implements SessionLedger {
    /** One more client than there may be sessions, which end after seconds. */
    static final SessionLimits LIMITS = new SessionLimits(3, 4, 5_000);
    private static final int CLIENTS = 4;
    private static final int WINDOW = 3;
    private static final long MEAN_NS = Conditions.SECONDS;
    private static final long SILENCE_NS = 12 * Conditions.SECONDS;

    /** A command from its first attempt on. */
    private static final class Command {
        private final int client;
        private final long session;
        private final long seq;
        private final byte[] bytes;

        Command(final int client, final long session, final long seq, final byte[] bytes) {
            this.client = client;
            this.session = session;
            this.seq = seq;
            this.bytes = bytes;
        }
    }

    private final World world;
    private final Chance chance;
    private final Workload workload;
    private final Plant plant;
    private final ClientRequest request = ClientRequest.allocated();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private final List<Command> commands = new ArrayList<>();        // number - 1 is its place
    private final List<Long> appliedAt = new ArrayList<>();
    private final List<Integer> replies = new ArrayList<>();
    private final List<List<Integer>> outstanding = new ArrayList<>();
    private final long[] sessions = new long[CLIENTS];
    private final long[] nextSeq = new long[CLIENTS];
    private final long[] silentUntilNs = new long[CLIENTS];
    private long executed;
    private long repeated;
    private boolean isOver;

    SessionClients(final World world, final Chance chance, final Workload workload,
            final Plant plant) {
        this.world = world;
        this.plant = plant;
        this.chance = chance;
        this.workload = workload;
        for (int client = 0; client < CLIENTS; client++) {
            outstanding.add(new ArrayList<>());
        }
    }

    void begin() {
        world.time.after(chance.about(MEAN_NS / CLIENTS), this::come);
    }

    void end() {
        isOver = true;
    }

    private void come() {
        if (isOver) {
            return;
        }
        final int client = chance.below(CLIENTS);
        final SimulatedNode node = world.nodes.get(chance.below(world.nodes.size()));
        if (node.isUp() && world.time.nowNs() >= silentUntilNs[client]) {
            act(client, node);
            node.wakeSoon();
        }
        begin();
    }

    private void act(final int client, final SimulatedNode node) {
        if (sessions[client] == 0) {
            request.kind(ClientRequest.OPEN_SESSION, 0).correlation(-1 - client).session(0)
                    .seq(0, 0);
            node.guest().submit(request, buffer, 0, 0);
        } else if (chance.is(0.01)) {
            silentUntilNs[client] = world.time.nowNs() + SILENCE_NS;
        } else if (chance.is(0.1)) {
            sendAnother(client, node);
        } else if (outstanding.get(client).size() < WINDOW && chance.is(0.6)) {
            sendNew(client, node);
        } else if (!outstanding.get(client).isEmpty()) {
            final List<Integer> all = outstanding.get(client);
            send(all.get(chance.below(all.size())), node);
        }
    }

    /** Something that was sent at any time before, be it answered or given up. */
    private void sendAnother(final int client, final SimulatedNode node) {
        final int number = commands.size() - chance.below(Math.min(20, commands.size() + 1));
        if (number > 0 && commands.get(number - 1).client == client) {
            send(number, node);
        }
    }

    private void sendNew(final int client, final SimulatedNode node) {
        commands.add(new Command(client, sessions[client], nextSeq[client]++,
                workload.harmless(chance)));
        appliedAt.add(0L);
        replies.add(0);
        outstanding.get(client).add(commands.size());
        send(commands.size(), node);
    }

    private void send(final int number, final SimulatedNode node) {
        final Command command = commands.get(number - 1);
        buffer.putLong(0, -number);
        buffer.putBytes(Machines.PREFIX_LENGTH, command.bytes);
        request.kind(ClientRequest.COMMAND, 0).correlation(number)
                .session(plant.session(command.session))
                .seq(command.seq, Math.min(command.seq, firstOutstanding(command)));
        world.note(Event.SUBMIT, node, -number, command.seq);
        node.guest().submit(request, buffer, 0, Machines.PREFIX_LENGTH + command.bytes.length);
    }

    private long firstOutstanding(final Command of) {
        final List<Integer> all = outstanding.get(of.client);
        final boolean isOfNow = of.session == sessions[of.client] && !all.isEmpty();
        return isOfNow ? commands.get(all.get(0) - 1).seq : of.seq;
    }

    // ---- answered -------------------------------------------------------------------------------

    @Override
    public AnswerHandler of(final SimulatedNode node) {
        return answer -> onAnswer(node, answer);
    }

    private void onAnswer(final SimulatedNode node, final Answer answer) {
        final long correlation = answer.correlationId();
        if (correlation < 0) {
            onOpened((int) (-1 - correlation), answer);
            return;
        }
        final int number = (int) correlation;
        final Command command = commands.get(number - 1);
        world.note(Event.ANSWER, node, answer.outcome().name(), -number,
                appliedAt.get(number - 1), 0, 0);
        if (answer.outcome() == Outcome.COMMITTED) {
            committed(node, number, answer);
            outstanding.get(command.client).remove((Integer) number);
        } else if (answer.outcome() == Outcome.SESSION_EXPIRED) {
            world.struck(Fault.SESSION_ENDED, node);
            ended(command);
        }
    }

    private void onOpened(final int client, final Answer answer) {
        if (answer.outcome() == Outcome.COMMITTED && sessions[client] == 0) {
            sessions[client] = answer.index();
            nextSeq[client] = 1;
        }
    }

    private void committed(final SimulatedNode node, final int number, final Answer answer) {
        if (appliedAt.get(number - 1) != answer.index()) {
            world.checks.fail("I12 exactly once: command {} of a session was answered as committed"
                    + " at {}, and was executed at {}", number, answer.index(),
                    appliedAt.get(number - 1));
        }
        if (replies.get(number - 1)
                != WatchedMachine.hash(answer.reply(), answer.reply().capacity())) {
            world.checks.fail("I12 exactly once: command {} of a session was not answered as it was"
                    + " executed", number);
        }
        if (!outstanding.get(commands.get(number - 1).client).contains(number)) {
            repeated++;
            world.struck(Fault.REPETITION, node);
        }
    }

    /** What is outstanding may have been executed or not; it is sent again all the same. */
    private void ended(final Command command) {
        if (sessions[command.client] == command.session) {
            sessions[command.client] = 0;
            outstanding.get(command.client).clear();
        }
    }

    // ---- executed -------------------------------------------------------------------------------

    @Override
    public void onFirstApply(final long number, final long index, final int reply) {
        final int at = (int) number - 1;
        if (appliedAt.get(at) != 0) {
            world.checks.fail("I12 exactly once: command {} of a session was executed at {} and "
                    + "again at {}", number, appliedAt.get(at), index);
        }
        final Command command = commands.get(at);
        for (int later = at + 1; later < commands.size(); later++) {
            if (commands.get(later).session == command.session && appliedAt.get(later) != 0) {
                world.checks.fail("I12 in order: command {} of a session was executed at {}, after "
                        + "its command {}", command.seq, index, commands.get(later).seq);
            }
        }
        appliedAt.set(at, index);
        replies.set(at, reply);
        executed++;
    }

    /** In the end, members that have applied the same have the same sessions. */
    void check() {
        for (final SimulatedNode node : world.nodes) {
            final SimulatedNode first = world.nodes.get(0);
            if (node.isUp() && first.isUp()
                    && node.agent().appliedIndex() == first.agent().appliedIndex()
                    && node.agent().sessions().hash() != first.agent().sessions().hash()) {
                world.checks.fail("I12 sessions: nodes {} and {} have applied the same and "
                        + "remember different sessions", first.id(), node.id());
            }
        }
        world.trace.note(Event.WEATHER, 0, "commands of sessions executed", executed);
    }

    /** Commands of sessions that were executed. */
    long executed() {
        return executed;
    }

    /** Answers that told again what had been told before. */
    long repeated() {
        return repeated;
    }
}
