package io.quorate.benchmarks.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import one.profiler.AsyncProfiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphsTest {
    @TempDir
    private Path directory;

    @Test
    void whatTheHostAllowsWritesAFlameGraph() throws Exception {
        final Optional<FlameGraphs> graphs = FlameGraphs.ofThisHost();
        assumeTrue(graphs.isPresent(), "async-profiler may not sample here");
        final String[] options = graphs.get().options(directory).split(";", 3);
        final AsyncProfiler profiler = AsyncProfiler.getInstance(options[0]);
        profiler.execute("start,event=" + options[1]);
        final long endNs = System.nanoTime() + 50_000_000;
        while (System.nanoTime() - endNs < 0) {
            Thread.onSpinWait();
        }
        profiler.execute("stop");
        profiler.execute("dump,flamegraph,title=a,file=" + directory.resolve("a-01.html"));

        assertEquals(List.of(directory.resolve("a-01.html")), FlameGraphs.in(directory));
        assertTrue(Files.readString(directory.resolve("a-01.html")).contains("<canvas"));
        assertEquals(List.of(), FlameGraphs.in(directory.resolve("none")));
    }
}
