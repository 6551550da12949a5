package io.quorate.peers;

/**
 * How often a leader is heard, and after which silence it is missed, in milliseconds; for a peer
 * that lets them be set.
 */
record Timing(int heartbeatMs, int electionTimeoutMs) {
}
