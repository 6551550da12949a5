package io.quorate.peers.microraft;

import io.microraft.Ordered;
import io.microraft.RaftConfig;
import io.microraft.RaftEndpoint;
import io.microraft.RaftNode;
import io.microraft.model.message.RaftMessage;
import io.microraft.report.RaftTerm;
import io.microraft.statemachine.StateMachine;
import io.microraft.transport.Transport;
import io.quorate.peers.PeerNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One node, whose messages are handed to the others as they are: no network, no encoding. */
final class MicroRaftMember implements PeerNode, Transport, StateMachine, AutoCloseable {
    /** A node's name. */
    record Name(int number) implements RaftEndpoint {
        @Override
        public Object getId() {
            return number;
        }
    }

    private final RaftThread thread;
    private final Map<RaftEndpoint, MicroRaftMember> all;
    private final Name name;
    private final RaftNode node;
    private final AtomicLong applied = new AtomicLong();
    private volatile boolean isDead;
    private boolean hasLived;

    /** A node among {@code all}, which is filled before any of them starts. */
    MicroRaftMember(final Name name, final List<RaftEndpoint> names,
            final Map<RaftEndpoint, MicroRaftMember> all, final RaftConfig config,
            final int speed) {
        this.name = name;
        this.all = all;
        thread = new RaftThread("microraft-" + name.number(), speed);
        node = RaftNode.newBuilder().setGroupId("quorate").setLocalEndpoint(name)
                .setInitialGroupMembers(names).setConfig(config).setExecutor(thread)
                .setTransport(this).setStateMachine(this).setClock(new FastClock(speed)).build();
    }

    /** Begins, or goes on with what it had in memory, which no real process could. */
    @Override
    public void start() {
        if (hasLived) {
            thread.resume();
            isDead = false;
        } else {
            hasLived = true;
            node.start().join();
        }
    }

    /** Has the nodes agree on a command; only arrays of bytes are counted. */
    CompletableFuture<Ordered<Object>> replicate(final Object command) {
        return node.replicate(command);
    }

    @Override
    public boolean isAlive() {
        return hasLived && !isDead;
    }

    @Override
    public boolean isLeader() {
        return !isDead && name.equals(node.getTerm().getLeaderEndpoint());
    }

    /** The newest term that it knows of. */
    @Override
    public long term() {
        final RaftTerm term = node.getTerm();
        return term.getTerm();
    }

    @Override
    public long applied() {
        return applied.get();
    }

    /** Stands still, and hears nothing. */
    @Override
    public void kill() {
        isDead = true;
        thread.stop();
    }

    @Override
    public void send(final RaftEndpoint target, final RaftMessage message) {
        final MicroRaftMember other = all.get(target);
        if (!isDead && !other.isDead) {
            other.node.handle(message);
        }
    }

    @Override
    public boolean isReachable(final RaftEndpoint target) {
        return !all.get(target).isDead;
    }

    @Override
    public Object runOperation(final long commitIndex, final Object operation) {
        if (operation instanceof byte[]) {
            applied.lazySet(applied.get() + 1);
        }
        return null;
    }

    @Override
    public void takeSnapshot(final long commitIndex, final Consumer<Object> chunks) {
        chunks.accept(applied.get());
    }

    @Override
    public void installSnapshot(final long commitIndex, final List<Object> chunks) {
        applied.lazySet((Long) chunks.get(0));
    }

    @Override
    public Object getNewTermOperation() {
        return "a new term";
    }

    @Override
    public void close() {
        thread.close();
    }
}
