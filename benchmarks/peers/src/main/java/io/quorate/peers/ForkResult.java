package io.quorate.peers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one fork told. A measurement that failed has no numbers, whatever it told before. */
final class ForkResult {
    private static final int KEPT = 30;

    private final List<Commits> commits = new ArrayList<>();
    private final Map<Setting, List<Long>> failoversNs = new EnumMap<>(Setting.class);
    private final Map<Setting, String> failoverErrors = new EnumMap<>(Setting.class);
    private final List<String> talk = new ArrayList<>();
    private String commitError = "";

    /** Takes a line of its output; returns whether it tells that a step is done. */
    boolean onLine(final String line) {
        if (!line.startsWith(Fork.MARK)) {
            talk.add(line);
            if (talk.size() > KEPT) {
                talk.remove(0);
            }
            return false;
        }
        final String told = line.substring(Fork.MARK.length());
        if (told.startsWith(Fork.COMMITS)) {
            commits.add(Commits.of(told.substring(Fork.COMMITS.length())));
        } else if (told.startsWith(Fork.FAILOVER)) {
            final String[] words = told.split(" ", 3);
            failoversNs.computeIfAbsent(Setting.ofLabel(words[1]), setting -> new ArrayList<>())
                    .add(Long.parseLong(words[2]));
        } else {
            onError(told.substring(Fork.ERROR.length()));
        }
        return true;
    }

    private void onError(final String told) {
        if (told.startsWith(Fork.COMMITS)) {
            commitError = told.substring(Fork.COMMITS.length());
        } else {
            final String[] words = told.split(" ", 3);
            failoverErrors.put(Setting.ofLabel(words[1]), words[2]);
        }
    }

    /** It has ended, of itself or not. */
    void onExit(final int code) {
        if (code != 0 && !hasError()) {
            commitError = "its JVM ended with " + code + ": "
                    + (talk.isEmpty() ? "it said nothing" : talk.get(talk.size() - 1));
            for (final Setting setting : Setting.values()) {
                failoverErrors.put(setting, commitError);
            }
        }
    }

    /** Whether any measurement failed. */
    boolean hasError() {
        return !commitError.isEmpty() || !failoverErrors.isEmpty();
    }

    List<Commits> commits() {
        return commits;
    }

    List<Long> failoversNs(final Setting setting) {
        return failoversNs.getOrDefault(setting, List.of());
    }

    /** Why there are no commits; empty if there are. */
    String commitError() {
        return commitError;
    }

    /** Why there are no failovers; empty if there are. */
    String failoverError(final Setting setting) {
        return failoverErrors.getOrDefault(setting, "");
    }
}
