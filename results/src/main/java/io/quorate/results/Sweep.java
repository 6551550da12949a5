package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A grid of settings under way or finished: {@code cells.csv} in a folder of its own, a line for
 * each cell as soon as it is known, so that an interrupted sweep goes on where it was.
 */
public final class Sweep {
    static final String FILE = "cells.csv";

    private final Path folder;
    private final Map<String, SweepCell> cells = new LinkedHashMap<>();

    private Sweep(final Path folder) {
        this.folder = folder;
    }

    /**
     * The sweep in that folder, with the cells that it has so far; a new one if there is none. A
     * line that an interrupted run left unfinished is done again.
     */
    public static Sweep open(final Path folder) {
        final Sweep sweep = new Sweep(folder);
        final Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                WholeFile.replace(file, SweepCell.HEADER + "\n");
            }
            sweep.read(file);
            return sweep;
        } catch (final IOException e) {
            throw Json.unreadable(file, e);
        }
    }

    /** Whether a folder holds a sweep. */
    public static boolean isIn(final Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    private void read(final Path file) throws IOException {
        final String text = Files.readString(file);
        final String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        final List<String> lines = whole.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(SweepCell.HEADER)) {
            throw new ResultsException(file + " is no sweep: its first line is not "
                    + SweepCell.HEADER + "; " + Json.REMEDY);
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                final SweepCell cell = SweepCell.parse(lines.get(i));
                cells.put(cell.key(), cell);
            } catch (final IllegalArgumentException e) {
                throw new ResultsException(file + ": line " + (i + 1) + " is no cell; "
                        + Json.REMEDY, e);
            }
        }
        if (whole.length() < text.length()) {
            WholeFile.replace(file, whole);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Whether that cell is known. */
    public boolean has(final String key) {
        return cells.containsKey(key);
    }

    /** Keeps a cell; if the disk does not take it, those before it stay. */
    public void add(final SweepCell cell) {
        WholeFile.append(folder.resolve(FILE), cell.line() + "\n");
        cells.put(cell.key(), cell);
    }

    /** All that are known. */
    public List<SweepCell> cells() {
        return List.copyOf(cells.values());
    }

    /** Those of which no other has both a better p99 and fewer false elections, best p99 first. */
    public List<SweepCell> front() {
        final List<SweepCell> front = new ArrayList<>();
        cells.values().stream().filter(cell -> cell.p99Ms() > 0 && cell.watchedHours() > 0)
                .sorted(Comparator.comparingDouble(SweepCell::p99Ms)
                        .thenComparingDouble(SweepCell::falsePerHour))
                .forEach(cell -> {
                    if (front.isEmpty() || cell.falsePerHour()
                            < front.get(front.size() - 1).falsePerHour()) {
                        front.add(cell);
                    }
                });
        return front;
    }

    /** Writes {@code report.html} into its folder. */
    public Path report(final String command) {
        final Path file = folder.resolve("report.html");
        final Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", "sweep " + folder.getFileName());
        page.put("cards", List.of());
        page.put("tables", List.of());
        page.put("figures", new SweepFigures(this, command).all());
        page.put("environment", List.of());
        page.put("caveats", List.of("sim cells are elections in virtual time: only the pauses that"
                + " were given disturb them.", "False elections of 0 are shown as the most that"
                        + " none in so long may mean: 3 in the time watched (95 %)."));
        Report.write(file, page);
        return file;
    }
}
