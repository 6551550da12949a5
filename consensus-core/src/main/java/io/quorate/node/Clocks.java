package io.quorate.node;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The clocks of a node. All that a node does by itself, it does by the monotonic one; the wall
 * clock only stamps the entries of sessions while the node leads, and tells when the machine slept.
 *
 * @param monotonic nanoseconds from any origin
 * @param wall      milliseconds of the epoch
 */
public record Clocks(NanoClock monotonic, EpochClock wall) {
    /** The machine's own. */
    public static Clocks system() {
        return new Clocks(SystemNanoClock.INSTANCE, SystemEpochClock.INSTANCE);
    }
}
