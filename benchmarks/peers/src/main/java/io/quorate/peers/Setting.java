package io.quorate.peers;

/** How soon the peers of a comparison of failovers are told to miss their leader. */
enum Setting {
    /** The same for all of them. */
    COMMON("common"),
    /** For each the lowest at which it still does its work. */
    LOWEST("lowest");

    private static final Timing OF_ALL = new Timing(50, 500);

    private final String label;

    Setting(final String label) {
        this.label = label;
    }

    /** For tables and records. */
    String label() {
        return label;
    }

    Timing timing(final PeerKind kind) {
        return this == COMMON ? OF_ALL : kind.lowest();
    }

    /** The one of that label. */
    static Setting ofLabel(final String label) {
        return label.equals(COMMON.label) ? COMMON : LOWEST;
    }
}
