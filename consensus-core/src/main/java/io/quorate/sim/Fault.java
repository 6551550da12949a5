package io.quorate.sim;

/** The kinds of trouble that a simulation makes, each counted when it has truly struck. */
public enum Fault {
    /** A frame did not arrive. */
    LOSS,
    /** A frame arrived twice. */
    DUPLICATION,
    /** A frame of long ago arrived once more. */
    REPLAY,
    /** A frame overtook an earlier one of its lane. */
    REORDERING,
    /** A frame took far longer than usual. */
    DELAY,
    /** Bits of a frame were flipped. */
    CORRUPTION,
    /** A sound frame of another cluster arrived. */
    FOREIGN_FRAME,
    /** The wire took no message for a moment. */
    BACK_PRESSURE,
    /** The cluster fell into two halves. */
    PARTITION,
    /** One node was heard but heard nothing, or the other way round. */
    ONE_WAY_PARTITION,
    /** One node was cut off, the leader as a rule. */
    ISOLATION,
    /** Two halves, and one node that spoke with both. */
    BRIDGE,
    /** Each node spoke with its two neighbours only. */
    RING,
    /** A partition came and went as often as elections do. */
    FLAPPING,
    /** A leader was cut off, stood still, and woke among its successors. */
    SLEEPING_LEADER,
    /** A process ended between two duty cycles. */
    CRASH,
    /** A process was stopped in peace, and its storage closed. */
    STOP,
    /** A process ended within a duty cycle, between two calls of a port. */
    CRASH_WITHIN_CYCLE,
    /** All processes ended at once. */
    CRASH_OF_ALL,
    /** A crash took entries that were not durable. */
    LOST_ENTRIES,
    /** A crash brought entries back that had been removed. */
    RETURNED_ENTRIES,
    /** A crash took a term or vote that was not durable. */
    LOST_VOTE,
    /** A crash took a snapshot that was written and not yet durable. */
    LOST_SNAPSHOT,
    /** The disk stood still for a while. */
    DISK_STALL,
    /** The disk failed, and the node with it. */
    DISK_ERROR,
    /** The log had no room for a while. */
    NO_ROOM,
    /** A process stood still while its clock went on. */
    PAUSE,
    /** A process stood still within a duty cycle, between what it decided and what it said. */
    PAUSE_WITHIN_CYCLE,
    /** A leader stood still, and read answers to its last words when others led. */
    UNREAD_ANSWERS,
    /** A process stood still and its clock with it. */
    SUSPENSION,
    /** A leader was asked to hand over its office. */
    TRANSFER,
    /** Applying commands took its time. */
    SLOW_WORK,
    /** A clock ran too fast or too slow. */
    CLOCK_DRIFT,
    /** A clock passed the highest number that a long can hold. */
    CLOCK_WRAP,
    /** A frame arrived from an earlier life of its sender. */
    STALE_INCARNATION,
    /** Members came, went or changed their roles. */
    MEMBERSHIP_CHANGE,
    /** A change of members was interrupted: its leader led no more. */
    CHANGE_INTERRUPTED,
    /** A client's session ended while it had commands. */
    SESSION_ENDED,
    /** A client asked again what had been answered, and was answered again. */
    REPETITION,
    /** A node refused a request, as a breaker tripped. */
    OVERLOAD,
    /** A process learned at once, by its link, that another was gone. */
    LOST_LINK
}
