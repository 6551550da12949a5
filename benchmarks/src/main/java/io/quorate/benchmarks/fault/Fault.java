package io.quorate.benchmarks.fault;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be done to a member of a cluster, in virtual time, in this JVM or as a process of its
 * own: one vocabulary for scenario files, {@code -p fault=} and results.
 */
public enum Fault {
    /** The member ends without a word. In virtual time its machine loses power as well. */
    CRASH("crash", "ends without a word"),
    /** Its process is killed; what it wrote to the page cache is kept. */
    KILL9("kill9", "is killed"),
    /** All of it stands still, as under SIGSTOP or in a long garbage collection. */
    PAUSE("pause", "stands still"),
    /** Nothing passes between it and the other members, in either direction. */
    PARTITION("partition", "is cut off from the others"),
    /** The others do not hear it, and it hears them. */
    ONE_WAY("one-way", "is not heard by the others"),
    /** Nothing that it writes becomes durable. */
    DISK_STALL("disk-stall", "has a disk that stalls"),
    /** Each of its duty cycles takes longer, by 20 ms unless told. */
    SLOW_NODE("slow-node", "becomes slow"),
    /** Its clocks jump ahead, by 5 s unless told. */
    CLOCK_STEP("clock-step", "has clocks that jump ahead"),
    /** It is asked to hand its office over. */
    TRANSFER("transfer", "is asked to hand over"),
    /** Of the messages on its links, both ways, a share is lost: 0.3 unless told. */
    LOSSY_LINK("lossy-link", "has links that lose messages");

    private final String label;
    private final String sentence;

    Fault(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** The one name used in files, parameters and results. */
    public String label() {
        return label;
    }

    /** What happens, as a sentence goes on after the member's name. */
    public String sentence() {
        return sentence;
    }

    /** Whether a process ends by it, and must be started to be back. */
    public boolean endsProcess() {
        return this == CRASH || this == KILL9;
    }

    /** Whether it strikes the links between members, of which one member alone has none. */
    public boolean strikesLinks() {
        return this == PARTITION || this == ONE_WAY || this == LOSSY_LINK;
    }

    /** Whether it is over at once, and leaves nothing to be mended. */
    public boolean isMomentary() {
        return this == CLOCK_STEP || this == TRANSFER;
    }

    /**
     * Refuses what cannot be done to a cluster of so many voters.
     *
     * @throws IllegalArgumentException with a sentence that says why
     */
    public void requirePossible(final int members) {
        if (members < 2 && (strikesLinks() || this == TRANSFER)) {
            throw new IllegalArgumentException("fault " + label + " needs two members at least, and"
                    + " there is one: raise nodes, or choose another fault");
        }
    }

    /** All names. */
    public static List<String> labels() {
        return Stream.of(values()).map(Fault::label).toList();
    }

    /**
     * The fault of that name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static Fault ofLabel(final String label) {
        return Stream.of(values()).filter(fault -> fault.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault must be one of "
                        + labels().stream().collect(Collectors.joining(", ")) + ", not '" + label
                        + "'"));
    }
}
