package io.quorate.sim;

import org.agrona.collections.Long2ObjectHashMap;

/**
 * I3, by induction: an index and a term name one entry, and whoever holds it holds the same term
 * just before it, and so the same entry there, and so on down to the first (§5.3).
 */
final class LogMatching {
    private record Seen(int crc, long termBefore, int node) {
    }

    private final Checks checks;
    private final Long2ObjectHashMap<Seen> seen = new Long2ObjectHashMap<>();

    LogMatching(final Checks checks) {
        this.checks = checks;
    }

    void onAppend(final SimulatedNode node, final Entry entry, final long termBefore) {
        final long key = entry.term() << 32 | entry.index();
        final Seen before = seen.get(key);
        if (before == null) {
            seen.put(key, new Seen(entry.crc(), termBefore, node.id()));
            return;
        }
        if (before.crc != entry.crc() || before.termBefore != termBefore) {
            checks.fail("I3 log matching: node {} and node {} hold different entries, or what is "
                    + "before them differs, at index {} in term {}", before.node, node.id(),
                    entry.index(), entry.term());
        }
    }
}
