package io.quorate.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.node.LocalCluster;
import io.quorate.node.MemberStatus;
import io.quorate.node.MembershipView;
import io.quorate.node.Outcome;
import io.quorate.node.RaftNode;
import io.quorate.node.ReadLevel;
import io.quorate.node.Reply;
import io.quorate.raft.Configuration;
import io.quorate.raft.MembershipChange;
import io.quorate.wire.ClientRequest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client of a cluster. It finds the leader and follows it, keeps a session, and sends again what
 * was lost, so that each command is executed once; what is in doubt in the end is told as
 * {@link Outcome#INDETERMINATE}. Commands of one client are executed in the order in which they
 * were submitted.
 * <pre>
 *   try (QuorateClient client = QuorateClient.builder(1).member(1, "alpha:9001")
 *           .member(2, "beta:9001").member(3, "gamma:9001").transport("aeron-udp").connect()) {
 *       client.submit(KeyValue.put("key", "value")).join();
 *   }
 * </pre>
 * Any thread may call. A thread of its own does the work and completes the calls; whoever connected
 * it {@link ClientBuilder#inline inline} runs {@link #doWork} instead.
 */
public final class QuorateClient implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final ManyToOneConcurrentArrayQueue<Call> submitted;
    private final ArrayDeque<Call> offered = new ArrayDeque<>();
    private final CallPool pool;                 // null unless there is a listener
    private final Conversation conversation;
    private final long callNs;
    private final NanoClock clock;
    private final AgentInvoker invoker;          // the one or
    private final AgentRunner runner;            // the other
    private volatile boolean isClosed;

    QuorateClient(final Channel channel, final ClientSettings settings, final int queue,
            final boolean isInline, final CommandListener listener, final NanoClock clock) {
        this.clock = clock;
        pool = listener == null ? null : new CallPool(2 * settings.window(), listener);
        conversation = new Conversation(channel, settings, clock.nanoTime());
        submitted = new ManyToOneConcurrentArrayQueue<>(queue);
        callNs = settings.callNs();
        final Work work = new Work(settings.clusterId());
        invoker = isInline ? new AgentInvoker(QuorateClient::fatal, null, work) : null;
        runner = isInline ? null : new AgentRunner(new BackoffIdleStrategy(),
                QuorateClient::fatal, null, work);
        if (isInline) {
            invoker.start();
        } else {
            AgentRunner.startOnThread(runner, task -> {
                final Thread thread = new Thread(task, work.roleName());
                thread.setDaemon(true);
                return thread;
            });
        }
    }

    /** What a handler throws is its own trouble, and keeps nobody else from being answered. */
    private static void fatal(final Throwable thrown) {
        final Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }

    /** A client of the cluster of that id, over a network; members are still to be named. */
    public static ClientBuilder builder(final long clusterId) {
        return new ClientBuilder(clusterId);
    }

    /** A client of a cluster in this process. */
    public static QuorateClient of(final LocalCluster cluster) {
        final Map<Integer, RaftNode> nodes = new HashMap<>();
        for (int id = 1; id <= cluster.size(); id++) {
            nodes.put(id, cluster.node(id));
        }
        return new ClientBuilder(1).connect(nodes);
    }

    // ---- calls ----------------------------------------------------------------------------------

    /**
     * Has a command executed once.
     *
     * @return the state machine's reply; or, as the cause of a failure, a {@link ClientException}
     */
    public CompletableFuture<Reply> submit(final byte[] command) {
        return future(ClientRequest.COMMAND, 0, command);
    }

    /**
     * The same for a handler, which is told by the client's thread, whatever the outcome.
     *
     * @param onReply told once; it may submit again at once
     */
    public void submit(final byte[] command, final Consumer<Reply> onReply) {
        begin(ClientRequest.COMMAND, 0, command, onReply);
    }

    /**
     * Has a command executed once, and leaves no garbage. For the thread that runs {@link #doWork},
     * of a client that was connected {@link ClientBuilder#inline(CommandListener) inline} with a
     * listener, which is told the answer. The command's bytes are copied before this returns.
     *
     * @param correlationId any number, repeated with the answer
     * @return false if it was not taken: twice the window is unanswered, or the client is closed
     * @throws IllegalStateException     if the client has no listener
     * @throws IndexOutOfBoundsException if the command does not lie within its buffer
     */
    public boolean offer(final long correlationId, final DirectBuffer command, final int offset,
            final int length) {
        if (pool == null) {
            throw new IllegalStateException("this client has no listener; connect it with"
                    + " inline(listener) to offer commands");
        }
        command.boundsCheck(offset, length);
        final Call call = isClosed ? null : pool.take();
        if (call == null) {
            return false;
        }
        offered.add(call.begin(correlationId, command, offset, length));
        return true;
    }

    /** Asks the state machine, which changes nothing by it. */
    public CompletableFuture<Reply> read(final ReadLevel level, final byte[] query) {
        return future(ClientRequest.READ, level.code(), query);
    }

    /** The same for a handler, which is told by the client's thread, whatever the outcome. */
    public void read(final ReadLevel level, final byte[] query, final Consumer<Reply> onReply) {
        begin(ClientRequest.READ, level.code(), query, onReply);
    }

    /** How the member is that this client asks. */
    public CompletableFuture<MemberStatus> status() {
        return future(ClientRequest.STATUS, 0, NOTHING)
                .thenApply(reply -> MemberStatus.of(reply.bytes()));
    }

    /** Who the members are, as the member knows it that this client asks. */
    public CompletableFuture<MembershipView> members() {
        return future(ClientRequest.MEMBERS, 0, NOTHING).thenApply(reply -> new MembershipView(
                Configuration.decode(new UnsafeBuffer(reply.bytes()), 0, reply.bytes().length),
                reply.index()));
    }

    /**
     * Has the leader change who the members are; answered when that has ended. Never sent twice: if
     * its leader is lost meanwhile, the outcome is {@link Outcome#INDETERMINATE}.
     */
    public CompletableFuture<Reply> change(final MembershipChange change) {
        return future(ClientRequest.CHANGE, 0, change.encode());
    }

    /**
     * Has the leader hand its office over; answered when that has ended.
     *
     * @param toId the voter that is to lead; 0 for the best there is
     */
    public CompletableFuture<Reply> transfer(final int toId) {
        final byte[] body = new byte[Integer.BYTES];
        new UnsafeBuffer(body).putInt(0, toId, LITTLE_ENDIAN);
        return future(ClientRequest.TRANSFER, 0, body);
    }

    /**
     * Has the member that this client asks take a snapshot as soon as may be.
     *
     * @return the reply's index is the entry that the snapshot will cover at least; the status
     *         tells when it is there
     */
    public CompletableFuture<Reply> snapshot() {
        return future(ClientRequest.SNAPSHOT, 0, NOTHING);
    }

    private CompletableFuture<Reply> future(final int kind, final int level, final byte[] body) {
        final CompletableFuture<Reply> future = new CompletableFuture<>();
        begin(kind, level, body, reply -> {
            if (reply.outcome().isDone()) {
                future.complete(reply);
            } else {
                future.completeExceptionally(ClientException.of(reply));
            }
        });
        return future;
    }

    private void begin(final int kind, final int level, final byte[] body,
            final Consumer<Reply> onReply) {
        final Call call = new Call(kind, level, body, clock.nanoTime() + callNs,
                (ended, outcome, index, leaderId, reply, offset, length) -> {
                    final byte[] bytes = new byte[length];
                    reply.getBytes(offset, bytes);
                    onReply.accept(Reply.of(outcome, index, leaderId, bytes));
                });
        if (isClosed) {
            call.giveUp(Outcome.STOPPED);
        } else if (!submitted.offer(call)) {
            call.giveUp(Outcome.BACK_PRESSURED);
        } else if (isClosed) {
            refuseSubmitted();                   // nobody may be there any more to take it
        }
    }

    /** What its calls have cost so far. */
    public ClientEffort effort() {
        return conversation.effort();
    }

    // ---- work -----------------------------------------------------------------------------------

    /** Runs one turn of a client that is inline; returns how much was done. */
    public int doWork() {
        if (invoker == null) {
            throw new IllegalStateException("this client has a thread of its own; connect it inline"
                    + " to run it in a loop");
        }
        return invoker.invoke();
    }

    /** The duty cycle of the client's thread. */
    private final class Work implements Agent {
        private final String name;
        private final Consumer<Call> take = conversation::take;

        Work(final long clusterId) {
            name = "quorate-client-" + clusterId;
        }

        @Override
        public int doWork() {
            final long nowNs = clock.nanoTime();
            final int taken = submitted.drain(take, submitted.capacity()) + offered.size();
            while (!offered.isEmpty()) {
                final Call call = offered.remove();
                call.deadlineNs = nowNs + callNs;
                conversation.take(call);
            }
            return taken + conversation.doWork(nowNs);
        }

        @Override
        public void onClose() {
            isClosed = true;
            conversation.close();
            refuseSubmitted();
            offered.forEach(call -> call.giveUp(Outcome.STOPPED));
            offered.clear();
        }

        @Override
        public String roleName() {
            return name;
        }
    }

    private synchronized void refuseSubmitted() {
        submitted.drain(call -> call.giveUp(Outcome.STOPPED));
    }

    /**
     * Ends the session and gives up what is unanswered: as {@link Outcome#INDETERMINATE} what was
     * sent, as {@link Outcome#STOPPED} what was not. Idempotent.
     */
    @Override
    public void close() {
        isClosed = true;
        if (invoker == null) {
            runner.close();
        } else {
            invoker.close();
        }
    }
}
