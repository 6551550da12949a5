package io.quorate.benchmarks.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses which known word was meant by one that is not known. */
public final class Nearest {
    private Nearest() {
    }

    /** The known word that the fewest slips of a finger set apart; the first of equals. */
    public static String to(final String word, final Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(other -> slips(
                word.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT)))).orElseThrow();
    }

    /** Letters to insert, delete or replace (Levenshtein). */
    static int slips(final String a, final String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                final int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
