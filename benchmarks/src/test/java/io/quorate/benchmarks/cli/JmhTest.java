package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.JvmFlags;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.Options;

class JmhTest {
    @Test
    void whatWasTypedReachesJmhUntouched() {
        final Options options = Jmh.withFlags(Jmh.parse("Failover", "-p", "heartbeatMs=10,50",
                "-f", "3", "-i", "7", "-jvmArgsAppend", "-Xmx1g"), List.of()).build();

        assertEquals(List.of("Failover"), options.getIncludes());
        assertEquals(List.of("10", "50"), List.copyOf(options.getParameter("heartbeatMs").get()));
        assertEquals(3, options.getForkCount().get());
        assertEquals(7, options.getMeasurementIterations().get());
        assertEquals(List.of("-Xmx1g"), List.copyOf(options.getJvmArgsAppend().get()));
    }

    @Test
    void forksGetTheFlagsThatNobodyTyped() {
        final Options options = Jmh.withFlags(Jmh.parse("Failover"), List.of()).build();

        final List<String> expected = new ArrayList<>(JvmFlags.list());
        expected.add("-Dagrona.disable.bounds.checks=true");
        assertEquals(expected, List.copyOf(options.getJvmArgsPrepend().get()));
    }

    @Test
    void flagsThatWereTypedComeAfterOurs() {
        final List<String> expected = new ArrayList<>(Jmh.flags());
        expected.addAll(List.of("-Dquorate.run=x", "-Dtyped=1"));

        final Options options = Jmh.withFlags(Jmh.parse("-jvmArgsPrepend", "-Dtyped=1"),
                List.of("-Dquorate.run=x")).build();

        assertEquals(expected, List.copyOf(options.getJvmArgsPrepend().get()));
    }

    @Test
    void ourProfilersHaveShortNamesToo() {
        assertEquals("io.quorate.benchmarks.profile.PhasesProfiler",
                Jmh.parse("Failover", "-prof", "phases").getProfilers().get(0).getKlass());
        assertEquals("gc", Jmh.parse("-prof", "gc").getProfilers().get(0).getKlass());
    }

    @Test
    void questionsAreToldFromRuns() {
        assertTrue(Jmh.isQuestion(Jmh.parse("-l")));
        assertTrue(Jmh.isQuestion(Jmh.parse("-h")));
        assertTrue(Jmh.isQuestion(Jmh.parse("-lprof")));
    }

    @Test
    void whatJmhCannotParseIsBadInput() {
        assertThrows(BadInputException.class, () -> Jmh.parse("-f", "many"));
    }
}
