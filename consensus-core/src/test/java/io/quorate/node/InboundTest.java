package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.port.Storage;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.storage.memory.MemoryLog;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.storage.memory.MemoryVoteStore;
import io.quorate.transport.loopback.LoopbackNetwork;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Member 1 of 1 to 3 follows member 2 in term 1, and hears what a broken network may bring. */
class InboundTest {
    private static final long CLUSTER = 77;
    private static final int EXTRA = 64;
    private static final List<NodeCounter> DROPPED = List.of(NodeCounter.MALFORMED,
            NodeCounter.UNKNOWN_VERSION, NodeCounter.CORRUPT, NodeCounter.WRONG_CLUSTER,
            NodeCounter.UNKNOWN_MEMBER, NodeCounter.STALE_INCARNATION);

    private final RaftConfig config = RaftConfig.of(CLUSTER, 1, List.of(1, 2, 3), 10, 100, 200, 1);
    private final NodeCounters counters = NodeCounters.inMemory();
    private final Storage storage = new Storage(new MemoryLog(), new MemoryVoteStore(1001).open(),
            new MemorySnapshotStore(CLUSTER));
    private final Raft raft = new Raft(config, storage, 0);
    private final ClientParts clients = new ClientParts(raft, config, IngressConfig.of(256, 256),
            storage, new LoopbackNetwork().open(1, List.of(1, 2, 3)), ECHO, Clocks.system(),
            counters);
    private final Inbound inbound =
            new Inbound(config, raft, clients.requests, clients.forwards, counters);
    private long heard;

    @BeforeEach
    void followMemberTwo() {
        inbound.peers(List.of(new Peer(2, ""), new Peer(3, "")));
        hear(frame(spoken(CLUSTER, 2, 1, AppendEntries.allocated()), 0));
        assertEquals(2, raft.leaderId());
        heard = 0;
    }

    static Stream<byte[]> frames() {
        return Stream.of(
                frame(spoken(CLUSTER, 3, 1, RequestVote.allocated()).term(9), 0),
                frame(spoken(CLUSTER, 3, 1, VoteReply.allocated()).term(9), 0),
                frame(spoken(CLUSTER, 3, 1, AppendReply.allocated()).term(9), 0),
                frame(spoken(CLUSTER, 2, 1, ClientRequest.allocated()), 3),
                frame(spoken(CLUSTER, 2, 1, ClientReply.allocated()), 3),
                frame(spoken(CLUSTER, 2, 1, AppendEntries.allocated()), 3));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameWithAnyBitFlippedChangesNothing(final byte[] frame) {
        final String before = raft.toString();
        for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
            frame[bit / 8] ^= (byte) (1 << bit % 8);
            hear(frame);
            frame[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(before, raft.toString(), "bit " + bit);
        }
        assertEquals(heard, turnedAway());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameCutShortAtAnyLengthChangesNothing(final byte[] frame) {
        final String before = raft.toString();
        for (int length = 0; length < frame.length; length++) {
            hear(new UnsafeBuffer(frame), 0, length);
            hear(new UnsafeBuffer(Arrays.copyOf(frame, length)), 0, length);
        }
        assertEquals(before, raft.toString());
        assertEquals(heard, turnedAway());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameWithBytesBehindItChangesNothing(final byte[] frame) {
        final String before = raft.toString();
        for (int extra = 1; extra <= EXTRA; extra++) {
            hear(Arrays.copyOf(frame, frame.length + extra));
        }
        assertEquals(before, raft.toString());
        assertEquals(heard, turnedAway());
    }

    @Test
    void noiseChangesNothing() {
        final String before = raft.toString();
        final SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 10_000; i++) {
            final byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            hear(noise);
        }
        assertEquals(before, raft.toString());
        assertEquals(heard, turnedAway());
    }

    @Test
    void theSameFramesUndamagedAreHeard() {
        final byte[] frame = frame(spoken(CLUSTER, 2, 1, AppendEntries.allocated()), 3);
        hear(frame);
        assertEquals(3, raft.lastIndex());
        assertEquals(0, raft.malformed());
    }

    @Test
    void anotherClusterIsNotHeard() {
        hear(frame(spoken(78, 2, 1, RequestVote.allocated()).term(9), 0));
        assertDropped(NodeCounter.WRONG_CLUSTER);
    }

    @Test
    void whoIsNoMemberIsNotHeard() {
        hear(frame(spoken(CLUSTER, 9, 1, RequestVote.allocated()).term(9), 0));
        assertDropped(NodeCounter.UNKNOWN_MEMBER);
    }

    @Test
    void whoClaimsToBeThisMemberIsNotHeard() {
        hear(frame(spoken(CLUSTER, 1, 1, RequestVote.allocated()).term(9), 0));
        assertDropped(NodeCounter.UNKNOWN_MEMBER);
    }

    @Test
    void anEarlierLifeOfAMemberIsNotHeardAfterALaterOne() {
        hear(frame(spoken(CLUSTER, 3, 5, VoteReply.allocated()).term(2), 0));
        assertEquals(2, raft.term());
        hear(frame(spoken(CLUSTER, 3, 4, VoteReply.allocated()).term(9), 0));
        assertDropped(NodeCounter.STALE_INCARNATION);
        assertEquals(2, raft.term());
        hear(frame(spoken(CLUSTER, 3, 6, VoteReply.allocated()).term(3), 0));
        assertEquals(3, raft.term());
    }

    @Test
    void anotherStorageThatSpeaksForAMemberDoesNotMakeItStale() {
        bindIdentities(1001, 1002, 1003);
        hear(frame(spoken(CLUSTER, 3, 9, VoteReply.allocated()).identity(666).term(9), 0));
        assertEquals(1, raft.refused());
        hear(frame(spoken(CLUSTER, 3, 1, VoteReply.allocated()).identity(1003).term(2), 0));
        assertEquals(2, raft.term());
    }

    /** The leader's log says which storage each of the members 1, 2, 3 has. */
    private void bindIdentities(final long... identities) {
        final List<Configuration.Member> members = IntStream.rangeClosed(1, identities.length)
                .mapToObj(id -> new Configuration.Member(id, identities[id - 1], MemberRole.VOTER,
                        MemberRole.VOTER, 1, "")).toList();
        final DirectBuffer configuration = Configuration.of(members).encode();
        final AppendEntries message = spoken(CLUSTER, 2, 1, AppendEntries.allocated());
        final int length = EntryFrame.frameLength(configuration.capacity());
        final byte[] frame = new byte[message.fixedLength() + length];
        EntryFrame.write(new UnsafeBuffer(frame), message.fixedLength(), 1, 1,
                EntryType.CONFIGURATION, configuration, 0, configuration.capacity());
        message.seal(length);
        message.buffer().getBytes(0, frame, 0, message.fixedLength());
        hear(frame);
    }

    private void assertDropped(final NodeCounter reason) {
        counters.publish();
        assertEquals(1, counters.get(reason));
        assertEquals(1, turnedAway());
    }

    private long turnedAway() {
        counters.publish();
        return DROPPED.stream().mapToLong(counters::get).sum() + raft.malformed();
    }

    private void hear(final byte[] frame) {
        hear(new UnsafeBuffer(frame), 0, frame.length);
    }

    private void hear(final UnsafeBuffer buffer, final int offset, final int length) {
        heard++;
        inbound.onFrame(buffer, offset, length);
    }

    private static <M extends Message> M spoken(final long cluster, final int from,
            final int incarnation, final M message) {
        message.speaker(cluster, from, incarnation);
        message.putTerm(1);
        return message;
    }

    /** The message as it travels, with so many entries from index 1 on. */
    private static byte[] frame(final Message message, final int entries) {
        final int entryLength = EntryFrame.frameLength(8);
        final byte[] bytes = new byte[message.fixedLength() + entries * entryLength];
        final UnsafeBuffer frame = new UnsafeBuffer(bytes);
        for (int i = 0; i < entries; i++) {
            EntryFrame.write(frame, message.fixedLength() + i * entryLength, 1 + i, 1,
                    EntryType.COMMAND, new UnsafeBuffer(new byte[8]), 0, 8);
        }
        message.seal(entries * entryLength);
        frame.putBytes(0, message.buffer(), 0, message.fixedLength());
        return bytes;
    }
}
