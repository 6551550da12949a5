package io.quorate.transport.loopback;

import io.quorate.port.Transport.FrameHandler;
import java.util.Arrays;

/**
 * What one life of a member can hear: a control and a bulk lane from each member that has spoken
 * to it. Speakers attach from their own threads; the listener polls on its.
 */
final class Ear {
    private volatile Lane[] control = {};
    private volatile Lane[] bulk = {};
    private int speaking;
    private int turn;   // which speaker is heard first, so that a limit starves nobody

    synchronized void attachControl(final Lane lane) {
        control = with(lane, control);
    }

    synchronized void attachBulk(final Lane lane) {
        bulk = with(lane, bulk);
    }

    /** The lanes with this one in the place of what an earlier life of its speaker left. */
    private static Lane[] with(final Lane lane, final Lane[] lanes) {
        for (int i = 0; i < lanes.length; i++) {
            if (lanes[i].speaker() == lane.speaker()) {
                final Lane[] replaced = lanes.clone();
                replaced[i] = lane;
                return replaced;
            }
        }
        final Lane[] longer = Arrays.copyOf(lanes, lanes.length + 1);
        longer[lanes.length] = lane;
        return longer;
    }

    /** Forgets a speaker, who has gone for good. */
    synchronized void detach(final int speaker) {
        control = without(speaker, control);
        bulk = without(speaker, bulk);
    }

    private static Lane[] without(final int speaker, final Lane[] lanes) {
        return Arrays.stream(lanes).filter(lane -> lane.speaker() != speaker)
                .toArray(Lane[]::new);
    }

    /** Who says what is being handed over. */
    int speaking() {
        return speaking;
    }

    /** Hands over what has arrived, the control lanes first. */
    int poll(final FrameHandler handler, final int limit) {
        turn++;
        final int frames = poll(control, handler, limit);
        return frames + poll(bulk, handler, limit - frames);
    }

    private int poll(final Lane[] lanes, final FrameHandler handler, final int limit) {
        int frames = 0;
        for (int i = 0; i < lanes.length && frames < limit; i++) {
            final int next = Integer.remainderUnsigned(turn + i, lanes.length);
            speaking = lanes[next].speaker();
            frames += lanes[next].poll(handler, limit - frames);
        }
        return frames;
    }
}
