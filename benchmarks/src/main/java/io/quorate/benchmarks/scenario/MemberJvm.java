package io.quorate.benchmarks.scenario;

import java.util.List;

/**
 * What the JVM of each member is told besides, where that is a process of its own.
 *
 * @param touchedBytes of its heap that it touches as it starts; 0 for what it happens to
 * @param flags        of its command line, which count for more than those that every member has
 */
public record MemberJvm(long touchedBytes, List<String> flags) {
    /** Keeps a copy. */
    public MemberJvm {
        flags = List.copyOf(flags);
    }
}
