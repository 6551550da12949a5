package io.quorate.peers.etcd;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.quorate.node.FreePorts;
import io.quorate.peers.Deadline;
import io.quorate.peers.Inbox;
import io.quorate.peers.Peer;
import io.quorate.peers.PeerConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * etcd, three processes and a client over gRPC with one channel to the leader. A command puts one
 * key, so that the key's version counts commands.
 */
public final class EtcdPeer implements Peer {
    private static final byte[] KEY = "quorate".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_MS = 100;
    private static final long CALL_SECONDS = 2;

    private final List<EtcdProcess> members = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final long[] ids = new long[NODES];
    private final Inbox inbox = new Inbox();
    private final AnswerOrder order = new AnswerOrder();
    private volatile int leader = -1;

    /** Starts the processes, and waits for a leader. */
    public EtcdPeer(final PeerConfig config) {
        final List<Integer> ports = FreePorts.find(EtcdProcess.ports(NODES));
        for (int node = 0; node < NODES; node++) {
            members.add(new EtcdProcess(config, node, ports));
            members.get(node).start();
            channels.add(NettyChannelBuilder
                    .forAddress("127.0.0.1", members.get(node).clientPort())
                    .usePlaintext().directExecutor().build());
        }
        Deadline.await("a leader of etcd", () -> leader() >= 0);
    }

    /** Whether the program is on the PATH. */
    public static boolean isInstalled() {
        return EtcdProcess.program().isPresent();
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        final int target = leader();
        if (target < 0) {
            return false;
        }
        final byte[] value = new byte[length];
        command.getBytes(offset, value);
        final long number = command.getLong(offset);
        order.onSend(number);
        ClientCalls.asyncUnaryCall(channels.get(target).newCall(EtcdMessages.PUT,
                CallOptions.DEFAULT.withDeadlineAfter(Deadline.SECONDS, TimeUnit.SECONDS)),
                EtcdMessages.put(KEY, value), new Answer(number, target));
        return true;
    }

    @Override
    public void poll(final LongConsumer onAnswer) {
        inbox.poll(number -> order.onAnswer(number, onAnswer));
    }

    @Override
    public int leader() {
        for (int node = 0; leader < 0 && node < NODES; node++) {
            if (members.get(node).isAlive()) {
                leader = leaderSaidBy(node);
            }
        }
        return leader;
    }

    private int leaderSaidBy(final int node) {
        try {
            final byte[] status = ask(node, EtcdMessages.STATUS, new byte[0], STATUS_MS);
            ids[node] = EtcdMessages.member(status);
            final long named = EtcdMessages.leader(status);
            for (int other = 0; named != 0 && other < NODES; other++) {
                if (ids[other] == named && members.get(other).isAlive()) {
                    return other;
                }
            }
            return -1;
        } catch (final StatusRuntimeException e) {
            return -1;      // it does not answer: another may
        }
    }

    private byte[] ask(final int node, final MethodDescriptor<byte[], byte[]> call,
            final byte[] question, final long deadlineMs) {
        return ClientCalls.blockingUnaryCall(channels.get(node), call,
                CallOptions.DEFAULT.withDeadlineAfter(deadlineMs, TimeUnit.MILLISECONDS),
                question);
    }

    @Override
    public void kill(final int node) {
        order.onLoss();
        members.get(node).kill();
        leader = -1;
    }

    @Override
    public void restart(final int node) {
        members.get(node).start();
    }

    @Override
    public long applied() {
        final int asked = leader();
        return asked < 0 ? 0 : EtcdMessages.version(ask(asked, EtcdMessages.RANGE,
                EtcdMessages.range(KEY), TimeUnit.SECONDS.toMillis(CALL_SECONDS)));
    }

    @Override
    public long outsideCpuNs() {
        return members.stream().mapToLong(EtcdProcess::cpuNs).sum();
    }

    @Override
    public boolean isOfThisJvm() {
        return false;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        members.stream().filter(EtcdProcess::isAlive).forEach(EtcdProcess::kill);
    }

    /** What hears that a put is done, or that whom it was sent to leads no more. */
    private final class Answer implements StreamObserver<byte[]> {
        private final long number;
        private final int asked;

        Answer(final long number, final int asked) {
            this.number = number;
            this.asked = asked;
        }

        @Override
        public void onNext(final byte[] answer) {
            inbox.put(number);
        }

        @Override
        public void onError(final Throwable failure) {
            if (leader == asked) {
                leader = -1;
            }
        }

        @Override
        public void onCompleted() {
            // the answer has been told
        }
    }
}
