package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WallClockTest {
    @TempDir
    Path directory;

    @Test
    void stepsAddUpInTheFileThatTheProcessReads() throws IOException {
        final Path file = directory.resolve("member-1.clock");
        final WallClock clock = new WallClock(directory.resolve("library"), file);
        assertEquals("+0.000", Files.readString(file));

        clock.step(TimeUnit.SECONDS.toNanos(5));
        clock.step(TimeUnit.MILLISECONDS.toNanos(250));

        assertEquals("+5.250", Files.readString(file));
        assertEquals(file.toString(), clock.environment().get("FAKETIME_TIMESTAMP_FILE"));
        assertEquals("1", clock.environment().get("FAKETIME_DONT_FAKE_MONOTONIC"));
    }

    @Test
    void theLibraryIsFoundInTheFirstDirectoryThatHasIt() throws IOException {
        final Path empty = Files.createDirectory(directory.resolve("empty"));
        final Path first = Files.createDirectory(directory.resolve("first"));
        final Path second = Files.createDirectory(directory.resolve("second"));
        assertNull(WallClock.libraryIn(List.of(empty, first, second)));
        final Path there = Files.createFile(first.resolve("libfaketimeMT.so.1"));
        Files.createFile(second.resolve("libfaketimeMT.so.1"));

        assertEquals(there, WallClock.libraryIn(List.of(empty, first, second)));
    }
}
