package io.quorate.peers;

import java.util.List;

/**
 * What is measured side by side.
 *
 * @param kinds the peers, in the order of the table
 * @param plan  what each fork does
 * @param forks of each peer
 */
record Side(List<PeerKind> kinds, ForkPlan plan, int forks) {
    Side {
        kinds = List.copyOf(kinds);
    }

    /** Those that this machine and this durability let be measured. */
    List<PeerKind> able() {
        return kinds.stream().filter(kind -> kind.hindrance(plan.durability()).isEmpty()).toList();
    }

    /** About how long all of it takes. */
    int seconds() {
        return able().size() * forks * plan.seconds();
    }

    /** One line for who waits. */
    String describe() {
        return "Three nodes of each of " + able().size() + " peers on this machine, "
                + plan.durability().label() + ", commands of "
                + String.join(", ", plan.payloads().stream().map(String::valueOf).toList())
                + " bytes, " + forks + (forks == 1 ? " fork" : " forks in turns") + "; about "
                + Math.max(1, Math.round(seconds() / 60.0)) + " min.";
    }
}
