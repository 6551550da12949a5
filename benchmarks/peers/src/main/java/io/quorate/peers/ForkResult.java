package io.quorate.peers;

import java.util.ArrayList;
import java.util.List;

/** What one fork told. A measurement that failed has no numbers, whatever it told before. */
final class ForkResult {
    private static final int KEPT = 30;

    private final List<Commits> commits = new ArrayList<>();
    private final List<Long> failoversNs = new ArrayList<>();
    private final List<String> talk = new ArrayList<>();
    private String commitError = "";
    private String failoverError = "";

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
            failoversNs.add(Long.parseLong(told.substring(Fork.FAILOVER.length())));
        } else {
            onError(told.substring(Fork.ERROR.length()));
        }
        return true;
    }

    private void onError(final String told) {
        if (told.startsWith(Fork.COMMITS)) {
            commitError = told.substring(Fork.COMMITS.length());
        } else {
            failoverError = told.substring(Fork.FAILOVER.length());
        }
    }

    /** It has ended, of itself or not. */
    void onExit(final int code) {
        if (code != 0 && commitError.isEmpty() && failoverError.isEmpty()) {
            commitError = "its JVM ended with " + code + ": "
                    + (talk.isEmpty() ? "it said nothing" : talk.get(talk.size() - 1));
            failoverError = commitError;
        }
    }

    List<Commits> commits() {
        return commits;
    }

    List<Long> failoversNs() {
        return failoversNs;
    }

    /** Why there are no commits; empty if there are. */
    String commitError() {
        return commitError;
    }

    /** Why there are no failovers; empty if there are. */
    String failoverError() {
        return failoverError;
    }
}
