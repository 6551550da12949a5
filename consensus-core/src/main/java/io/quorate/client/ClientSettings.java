package io.quorate.client;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client is told before it starts; times in nanoseconds.
 *
 * @param clusterId  as the members have it
 * @param members    who may be asked, and where each is reached
 * @param transport  {@code loopback}, {@code aeron-ipc}, {@code aeron-udp}; "" in process
 * @param options    keys under {@code transport.}, without that prefix
 * @param window     commands under way at a time
 * @param callNs     after which a call is given up
 * @param responseNs the silence after which another member is asked
 * @param pauseNs    between two attempts while nobody leads
 * @param deadNsMin  how long a member rests after its first failure
 * @param deadNsMax  how long at most
 * @param isPatient  whether what is refused for want of room is tried again until its time is up
 */
record ClientSettings(long clusterId, Map<Integer, String> members, String transport,
        Map<String, String> options, int window, long callNs, long responseNs, long pauseNs,
        long deadNsMin, long deadNsMax, boolean isPatient) {
    ClientSettings {
        members = new TreeMap<>(members);
        options = Map.copyOf(options);
        require(!members.isEmpty(), "a client needs at least one member to ask; add it by"
                + " member(id, address)");
        require(window >= 1 && window <= 1 << 16, "window must be 1 to 65536, not " + window);
        require(callNs > 0 && responseNs > 0 && pauseNs > 0, "timeouts must be more than 0");
        require(deadNsMin > 0 && deadNsMax >= deadNsMin, "deadTimeout must be more than 0, and its"
                + " longest not below its shortest: " + Duration.ofNanos(deadNsMin) + " to "
                + Duration.ofNanos(deadNsMax));
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
