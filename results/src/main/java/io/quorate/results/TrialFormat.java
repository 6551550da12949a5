package io.quorate.results;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a trial is written as a line of CSV:
 * {@code benchmark,params,fork,trial,seed,flags} and one column per {@link Measure}.
 * Parameters are {@code name=value} joined by semicolons in the order of their names.
 */
final class TrialFormat {
    private static final List<String> IDENTITY =
            List.of("benchmark", "params", "fork", "trial", "seed", "flags");

    /**
     * Where each column of one particular file stands; a file of another version may have others.
     */
    private final List<String> columns;

    private TrialFormat(final List<String> columns) {
        this.columns = columns;
    }

    /** The columns that this version writes. */
    static List<String> columns() {
        final List<String> columns = new ArrayList<>(IDENTITY);
        for (final Measure measure : Measure.values()) {
            columns.add(measure.column());
        }
        return columns;
    }

    static String header() {
        return Csv.join(columns());
    }

    static String line(final Trial trial) {
        final List<String> cells = new ArrayList<>();
        cells.add(trial.benchmark());
        cells.add(joined(trial.params()));
        cells.add(Integer.toString(trial.fork()));
        cells.add(Integer.toString(trial.trial()));
        cells.add(Long.toString(trial.seed()));
        cells.add(String.join(" ", trial.flags()));
        for (final Measure measure : Measure.values()) {
            final Long value = trial.measures().get(measure);
            cells.add(value == null ? "" : value.toString());
        }
        return Csv.join(cells);
    }

    /** Reads a header; the reason why it is none is the message of an IllegalArgumentException. */
    static TrialFormat ofHeader(final String header) {
        final List<String> columns = Csv.split(header);
        for (final String needed : IDENTITY) {
            if (!columns.contains(needed)) {
                throw new IllegalArgumentException("its first line has no column '" + needed + "'");
            }
        }
        return new TrialFormat(columns);
    }

    /**
     * Reads a line; the reason why it is no trial is the message of an IllegalArgumentException.
     */
    Trial parse(final String line) {
        final List<String> cells = Csv.split(line);
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "it has " + cells.size() + " cells where the first line has " + columns.size());
        }
        return new Trial(
                text(cells, "benchmark"),
                params(text(cells, "params")),
                (int) number("fork", text(cells, "fork")),
                (int) number("trial", text(cells, "trial")),
                number("seed", text(cells, "seed")),
                new TreeSet<>(words(text(cells, "flags"))),
                measures(cells));
    }

    private Map<Measure, Long> measures(final List<String> cells) {
        final Map<Measure, Long> measures = new EnumMap<>(Measure.class);
        for (int i = 0; i < cells.size(); i++) {
            final String column = columns.get(i);
            final String cell = cells.get(i);
            if (!cell.isEmpty()) {
                Measure.ofColumn(column).ifPresent(m -> measures.put(m, number(column, cell)));
            }
        }
        return measures;
    }

    private String text(final List<String> cells, final String column) {
        return cells.get(columns.indexOf(column));
    }

    private static long number(final String column, final String cell) {
        try {
            return Long.parseLong(cell);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(
                    "its " + column + " is '" + cell + "', not a whole number", e);
        }
    }

    static List<String> words(final String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" ", -1));
    }

    static String joined(final Map<String, String> params) {
        return params.entrySet().stream().map(TrialFormat::pair).collect(Collectors.joining(";"));
    }

    private static String pair(final Map.Entry<String, String> param) {
        if (param.getKey().matches(".*[;=].*") || param.getValue().contains(";")) {
            throw new IllegalArgumentException("a parameter with ';' cannot be recorded: " + param);
        }
        return param.getKey() + "=" + param.getValue();
    }

    static SortedMap<String, String> params(final String cell) {
        final SortedMap<String, String> params = new TreeMap<>();
        for (final String pair : cell.isEmpty() ? new String[0] : cell.split(";", -1)) {
            final int at = pair.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException(
                        "its params hold '" + pair + "', not name=value");
            }
            params.put(pair.substring(0, at), pair.substring(at + 1));
        }
        return params;
    }
}
