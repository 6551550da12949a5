package io.quorate.node;

import io.quorate.detector.Detection;
import io.quorate.detector.DetectorKind;
import io.quorate.detector.DetectorSettings;
import io.quorate.detector.ElectionSettings;
import java.util.List;

/** The settings of failure detection and of elections, and what they are together. */
final class DetectionKeys {
    static final Setting<List<DetectorKind>> DETECTOR = new Setting<>("detector",
            "election-timeout or leader-check or phi or rtt, or any(a,b)", "election-timeout",
            "What makes a member suspect its leader: a silence as long as the election timeout;"
                    + " checks that fail, as in Elasticsearch; a silence too unlikely for the"
                    + " heartbeats so far; one too long for the round trip; or any of several.",
            DetectorKind::parse);
    static final Setting<String> LINK = Setting.choice("detector.link",
            new String[] {NodeConfig.Wire.NO_LINK, "tcp"}, String::valueOf,
            NodeConfig.Wire.NO_LINK, "Whether members keep a TCP connection to each other, at the"
                    + " port of their address, to learn at once that a process is gone: its host"
                    + " closes the connection and refuses another. For hangs and cuts there is the"
                    + " detector. Clients that are given this file do the same.");
    static final Setting<Long> CHECK_INTERVAL = Setting.duration("check.interval", "100us",
            "10min", "1s", "leader-check and rtt: from the end of one check to the next.");
    static final Setting<Long> CHECK_TIMEOUT = Setting.duration("check.timeout", "100us",
            "10min", "10s", "leader-check and rtt: how long an answer to a check may take.");
    static final Setting<Long> CHECK_RETRIES = Setting.number("check.retries", 1, 100, "3",
            "leader-check: failures in a row that make suspicion, after retries x timeout +"
                    + " (retries - 1) x interval at worst: by default 32 s, as in Elasticsearch.");
    static final Setting<Long> PHI_THRESHOLD = Setting.number("phi.threshold", 1, 16, "8",
            "phi: a silence is suspicious when its chance is 10^-threshold.");
    static final Setting<Long> PHI_PAUSE = Setting.duration("phi.pause", "0", "10min", "0",
            "phi: silence that is forgiven beyond what the heartbeats have taught.");
    static final Setting<Long> RTT_LOSSES = Setting.number("rtt.losses", 0, 1000, "3",
            "rtt: heartbeats in a row that may be lost.");
    static final Setting<ElectionSettings.Kind> ELECTION = Setting.choice("election",
            ElectionSettings.Kind.values(), ElectionSettings.Kind::label, "random",
            "When a member stands, and stands again: after a random time from the range of the"
                    + " election timeout, or after a random part of a limit that grows with each"
                    + " round that led to nothing, as in Elasticsearch.");
    static final Setting<Long> ELECTION_INITIAL = Setting.duration("election.initial", "1ms",
            "10min", "100ms", "back-off: the limit of the first round.");
    static final Setting<Long> ELECTION_BACK_OFF = Setting.duration("election.back-off", "0",
            "10min", "100ms", "back-off: how much the limit grows with each round, until a leader"
                    + " has committed an entry of its own term.");
    static final Setting<Long> ELECTION_MAX = Setting.duration("election.max", "1ms", "10min",
            "10s", "back-off: what the limit grows to at most.");
    static final Setting<Long> ELECTION_DURATION = Setting.duration("election.duration", "1ms",
            "10min", "500ms", "back-off: how long a round lasts at least.");

    /** In the order in which they are explained. */
    static final List<Setting<?>> ALL = List.of(DETECTOR, LINK, CHECK_INTERVAL, CHECK_TIMEOUT,
            CHECK_RETRIES, PHI_THRESHOLD, PHI_PAUSE, RTT_LOSSES, ELECTION, ELECTION_INITIAL,
            ELECTION_BACK_OFF, ELECTION_MAX, ELECTION_DURATION);

    private DetectionKeys() {
    }

    /** The value of a setting. */
    interface Values {
        <T> T get(Setting<T> setting);
    }

    static Detection read(final Values values) {
        final long initialNs = values.get(ELECTION_INITIAL);
        final long maxNs = values.get(ELECTION_MAX);
        if (maxNs < initialNs) {
            throw new ConfigException("election.max = " + Units.duration(maxNs)
                    + " must not be below election.initial = " + Units.duration(initialNs));
        }
        return new Detection(
                new DetectorSettings(values.get(DETECTOR), values.get(CHECK_INTERVAL),
                        values.get(CHECK_TIMEOUT), values.get(CHECK_RETRIES).intValue(),
                        values.get(PHI_THRESHOLD), values.get(PHI_PAUSE),
                        values.get(RTT_LOSSES).intValue()),
                new ElectionSettings(values.get(ELECTION), initialNs,
                        values.get(ELECTION_BACK_OFF), maxNs, values.get(ELECTION_DURATION)));
    }
}
