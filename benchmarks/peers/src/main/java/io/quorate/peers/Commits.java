package io.quorate.peers;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one fork measured at one payload and window.
 *
 * @param payload      bytes of a command
 * @param window       commands outstanding
 * @param perSecond    commands answered in a second
 * @param p50Ns        median latency, in nanoseconds
 * @param p99Ns        its 99th percentile
 * @param bytesPerOp   allocated for a command, by client and nodes; NaN if not on this JVM's heap
 * @param cpuNsPerOp   processor time of a command, of client and nodes, in nanoseconds
 */
record Commits(int payload, int window, double perSecond, double p50Ns, double p99Ns,
        double bytesPerOp, double cpuNsPerOp) {
    /** As words of a line. */
    String words() {
        return "payload=" + payload + " window=" + window + " perSecond=" + perSecond + " p50Ns="
                + p50Ns + " p99Ns=" + p99Ns + " bytesPerOp=" + bytesPerOp + " cpuNsPerOp="
                + cpuNsPerOp;
    }

    /** Of what {@link #words} said. */
    static Commits of(final String words) {
        final Map<String, String> map = new TreeMap<>();
        for (final String word : words.split(" ", -1)) {
            map.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return new Commits(Integer.parseInt(map.get("payload")),
                Integer.parseInt(map.get("window")), number(map, "perSecond"),
                number(map, "p50Ns"), number(map, "p99Ns"), number(map, "bytesPerOp"),
                number(map, "cpuNsPerOp"));
    }

    private static double number(final Map<String, String> words, final String key) {
        return Double.parseDouble(words.get(key));
    }
}
