package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import io.quorate.wire.RequestVote;
import io.quorate.wire.SnapshotReply;
import io.quorate.wire.TimeoutNow;
import io.quorate.wire.VoteReply;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps what was said, to be read by a test or carried to another member. */
final class Outbox implements Outbound {
    private static final int FRAME_CAPACITY = 512;

    private final List<Letter> letters = new ArrayList<>();
    private boolean isBlocked;

    /** One message under way. */
    record Letter(int to, UnsafeBuffer frame) {
        <M extends Message> M read(final M flyweight) {
            flyweight.wrap(frame, 0, frame.capacity());
            return flyweight;
        }

        /** The message, as the flyweight of its type. */
        Message read() {
            return read(switch (type()) {
                case MessageType.REQUEST_VOTE -> new RequestVote();
                case MessageType.VOTE_REPLY -> new VoteReply();
                case MessageType.APPEND_ENTRIES -> new AppendEntries();
                case MessageType.APPEND_REPLY -> new AppendReply();
                case MessageType.INSTALL_SNAPSHOT -> new InstallSnapshot();
                case MessageType.SNAPSHOT_REPLY -> new SnapshotReply();
                case MessageType.READ_REQUEST -> new ReadRequest();
                case MessageType.READ_REPLY -> new ReadReply();
                case MessageType.CHECK -> new Check();
                case MessageType.CHECK_REPLY -> new CheckReply();
                default -> new TimeoutNow();
            });
        }

        int type() {
            return Message.typeOf(frame, 0);
        }

        /** The message in words. */
        @Override
        public String toString() {
            return "to " + to + " " + switch (type()) {
                case MessageType.REQUEST_VOTE -> words(read(new RequestVote()));
                case MessageType.VOTE_REPLY -> words(read(new VoteReply()));
                case MessageType.APPEND_ENTRIES -> words(read(new AppendEntries()));
                case MessageType.INSTALL_SNAPSHOT -> words(read(new InstallSnapshot()));
                case MessageType.SNAPSHOT_REPLY -> words(read(new SnapshotReply()));
                case MessageType.APPEND_REPLY -> words(read(new AppendReply()));
                case MessageType.READ_REQUEST -> words(read(new ReadRequest()));
                case MessageType.READ_REPLY -> words(read(new ReadReply()));
                case MessageType.CHECK -> "check " + read(new Check()).number();
                case MessageType.CHECK_REPLY -> "check " + read(new CheckReply()).number()
                        + (read(new CheckReply()).isGood() ? " good" : " rejected");
                default -> "stand now! term=" + read(new TimeoutNow()).term();
            };
        }

        private static String words(final RequestVote m) {
            return (m.isPreVote() ? "pre-vote?" : "vote?") + " term=" + m.term() + " last="
                    + m.lastIndex() + "/" + m.lastTerm();
        }

        private static String words(final VoteReply m) {
            return (m.isPreVote() ? "pre-vote " : "vote ") + (m.isGranted() ? "granted" : "refused")
                    + " term=" + m.term();
        }

        private static String words(final AppendEntries m) {
            final List<Long> terms = new ArrayList<>();
            final DirectBuffer buffer = m.buffer();
            for (int at = m.fixedLength(); at < buffer.capacity();
                    at += EntryFrame.frameLengthAt(buffer, at)) {
                terms.add(EntryFrame.term(buffer, at));
            }
            return "append term=" + m.term() + " prev=" + m.prevIndex() + "/" + m.prevTerm()
                    + " entries=" + terms + " commit=" + m.commitIndex();
        }

        private static String words(final InstallSnapshot m) {
            return "snapshot term=" + m.term() + " last=" + m.lastIndex() + "/" + m.lastTerm()
                    + " bytes=" + m.offset() + "+" + m.bodyLength();
        }

        private static String words(final SnapshotReply m) {
            return "snapshot reply term=" + m.term() + " last=" + m.lastIndex() + " needed="
                    + m.needed() + (m.isGap() ? " gap" : "");
        }

        private static String words(final ReadRequest m) {
            return (m.isByLease() ? "read by lease?" : "read?") + " term=" + m.term() + " number="
                    + (int) m.number();
        }

        private static String words(final ReadReply m) {
            return "read term=" + m.term() + " number=" + (int) m.number() + " index="
                    + m.readIndex();
        }

        private static String words(final AppendReply m) {
            final String judgement = m.isRejected() ? " rejected=" + m.rejectedPrev() + " hint="
                    + m.hintIndex() + "/" + m.hintTerm() : " match=" + m.matchIndex();
            return "reply term=" + m.term() + judgement;
        }
    }

    void block(final boolean blocked) {
        isBlocked = blocked;
    }

    /** Takes all letters out. */
    List<Letter> take() {
        final List<Letter> taken = List.copyOf(letters);
        letters.clear();
        return taken;
    }

    @Override
    public boolean send(final int to, final Message message) {
        return send(to, message, new UnsafeBuffer(0, 0), 0, 0);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        if (isBlocked) {
            return false;
        }
        message.seal(length);
        final byte[] bytes = new byte[message.fixedLength() + length];
        message.buffer().getBytes(0, bytes, 0, message.fixedLength());
        body.getBytes(offset, bytes, message.fixedLength(), length);
        letters.add(new Letter(to, new UnsafeBuffer(bytes)));
        return true;
    }

    @Override
    public int frameCapacity() {
        return FRAME_CAPACITY;
    }
}
