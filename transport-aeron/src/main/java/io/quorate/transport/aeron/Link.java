package io.quorate.transport.aeron;

import io.quorate.port.TransportFactory.Peer;
import io.quorate.wire.Message;
import org.agrona.DirectBuffer;

/**
 * One peer: a way to it and an ear for it on each lane, and which of its lives was heard last.
 */
final class Link {
    private final Peer peer;
    private Way controlWay;
    private Way bulkWay;
    private Hearing control;
    private Hearing bulk;
    private int lifeAnswered = Streams.NO_LIFE;
    private boolean isNewsHeard;

    Link(final Peer peer) {
        this.peer = peer;
    }

    int peer() {
        return peer.id();
    }

    /** Whether it leads to that member, at that address if one is named. */
    boolean leadsTo(final Peer wanted) {
        return peer.equals(wanted) || peer.id() == wanted.id() && wanted.address().isEmpty();
    }

    /** Gives this link its ears. */
    void hearOn(final Hearing controlHearing, final Hearing bulkHearing) {
        control = controlHearing;
        bulk = bulkHearing;
    }

    /** Gives this link its ways, and makes the first calls. */
    void dialOn(final Way toControl, final Way toBulk, final long nowNs) {
        controlWay = toControl;
        bulkWay = toBulk;
        controlWay.dial(nowNs);
        bulkWay.dial(nowNs);
    }

    /** Gives this link its ways while the loop runs: nothing is waited for. */
    void callOn(final Way toControl, final Way toBulk, final long nowNs) {
        controlWay = toControl;
        bulkWay = toBulk;
        controlWay.call(nowNs);
        bulkWay.call(nowNs);
    }

    /** Neither speaks nor hears any more. */
    void close() {
        controlWay.close();
        bulkWay.close();
        control.close();
        bulk.close();
    }

    /** The peer has got through, so it must be there: see to it that the ways lead to it. */
    void onHeard() {
        isNewsHeard = true;
    }

    boolean say(final Message message) {
        return controlWay.offer(message);
    }

    boolean say(final Message message, final DirectBuffer body, final int offset,
            final int length) {
        return bulkWay.offer(message, body, offset, length);
    }

    int pollControl(final int limit) {
        return control.poll(limit);
    }

    int pollBulk(final int limit) {
        return bulk.poll(limit);
    }

    /** Whether the peer has got through since the last {@link #tend}. */
    boolean isNewsHeard() {
        return isNewsHeard;
    }

    /** Answers the peer's calls with own ones where needed; returns whether any is under way. */
    boolean tend(final long nowNs) {
        if (isNewsHeard) {
            isNewsHeard = false;
            answer(nowNs);
        }
        final boolean isHeard = isHeard();
        final boolean isControlUnderWay = controlWay.tend(nowNs, isHeard);
        return bulkWay.tend(nowNs, isHeard) || isControlUnderWay;
    }

    private void answer(final long nowNs) {
        final int life = control.life();   // the control lane tells, so that one answer is given
        if (life != lifeAnswered && lifeAnswered != Streams.NO_LIFE) {
            controlWay.redial(nowNs);      // what the ways led to is no more
            bulkWay.redial(nowNs);
        }
        lifeAnswered = life;
        controlWay.seek(nowNs);
        bulkWay.seek(nowNs);
    }

    private boolean isHeard() {
        return control.isConnected() || bulk.isConnected();
    }
}
