package io.quorate.results;

import java.util.Map;

/**
 * One figure of a report: what it shows, in words and as data; the page knows how to draw a kind.
 *
 * @param id      unique on the page, and its anchor.
 * @param kind    how it is drawn: one of the functions in {@code report.js}.
 * @param title   what it shows.
 * @param note    what a reader must know, in one or two sentences.
 * @param command what was typed to make the data.
 * @param data    what the kind needs; times are milliseconds unless a name says otherwise.
 */
record Figure(
        String id, String kind, String title, String note, String command, Map<String, ?> data) {
}
