package io.quorate.peers.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import io.quorate.node.FreePorts;
import io.quorate.peers.EmbeddedPeer;
import io.quorate.peers.Inbox;
import io.quorate.peers.PeerConfig;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * SOFAJRaft, submitted to by {@code Node.apply} in the leader's process. Its members reach each
 * other over its own RPC; the log is in RocksDB.
 */
public final class SofaJRaftPeer extends EmbeddedPeer<JRaftMember> {
    private final Inbox inbox = new Inbox();

    /** Starts the members, and waits for a leader. */
    public SofaJRaftPeer(final PeerConfig config) {
        final Configuration all = new Configuration();
        FreePorts.find(NODES).forEach(port -> all.addPeer(new PeerId("127.0.0.1", port)));
        for (int node = 0; node < NODES; node++) {
            start(new JRaftMember(config, node, all));
        }
        awaitLeader("SOFAJRaft");
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        if (leader() < 0) {
            return false;
        }
        nodes.get(leader()).apply(new Task(ByteBuffer.wrap(bytes(command, offset, length)),
                new Answer(command.getLong(offset), inbox)));
        return true;
    }

    @Override
    public void poll(final LongConsumer onAnswer) {
        inbox.poll(onAnswer);
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
