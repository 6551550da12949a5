package io.quorate.peers.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import io.quorate.peers.Deadline;
import io.quorate.peers.Inbox;
import io.quorate.peers.Peer;
import io.quorate.peers.PeerConfig;
import io.quorate.peers.TcpPorts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * SOFAJRaft, submitted to by {@code Node.apply} in the leader's process. Its members reach each
 * other over its own RPC; the log is in RocksDB.
 */
public final class SofaJRaftPeer implements Peer {
    private final List<JRaftMember> members = new ArrayList<>();
    private final Inbox inbox = new Inbox();
    private int leader = -1;

    /** Starts the members, and waits for a leader. */
    public SofaJRaftPeer(final PeerConfig config) {
        final Configuration all = new Configuration();
        TcpPorts.find(NODES).forEach(port -> all.addPeer(new PeerId("127.0.0.1", port)));
        for (int node = 0; node < NODES; node++) {
            members.add(new JRaftMember(config, node, all));
            restart(node);
        }
        Deadline.await("a leader of SOFAJRaft", () -> leader() >= 0);
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        if (leader() < 0) {
            return false;
        }
        final byte[] data = new byte[length];
        command.getBytes(offset, data);
        members.get(leader).apply(new Task(ByteBuffer.wrap(data),
                new Answer(command.getLong(offset), inbox)));
        return true;
    }

    @Override
    public void poll(final LongConsumer onAnswer) {
        inbox.poll(onAnswer);
    }

    @Override
    public int leader() {
        if (leader < 0 || !members.get(leader).isLeader()) {
            leader = -1;
            for (int node = 0; node < members.size(); node++) {
                if (members.get(node).isLeader()) {
                    leader = node;
                }
            }
        }
        return leader;
    }

    @Override
    public void kill(final int node) {
        members.get(node).kill();
    }

    @Override
    public void restart(final int node) {
        members.get(node).start();
    }

    @Override
    public long applied() {
        return leader() < 0 ? 0 : members.get(leader).applied();
    }

    @Override
    public void close() {
        for (final JRaftMember member : members) {
            if (member.isAlive()) {
                member.kill();
            }
        }
    }

    /** What is told when a command is done. */
    private record Answer(long number, Inbox inbox) implements Closure {
        @Override
        public void run(final Status status) {
            if (status.isOk()) {
                inbox.put(number);
            }
        }
    }
}
