package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    private Path root;
    private FakeHost host;

    @BeforeEach
    void startWithAnEmptyHost() {
        host = new FakeHost(root);
    }

    private Environment capture() {
        return Environment.capture(host.files(), root, Map.of("aeron", "1.51.0"));
    }

    @Test
    void aVirtualMachineDoesNotShowItsGovernor() {
        host.with("proc/cpuinfo", """
                processor\t: 0
                model name\t: AMD EPYC
                cpu MHz\t\t: 2596.096
                flags\t\t: fpu hypervisor lahf_lm
                processor\t: 1
                model name\t: AMD EPYC""");
        final Environment environment = capture();
        assertEquals("AMD EPYC", environment.fact("cpu", "model"));
        assertEquals("2", environment.fact("cpu", "logical_count"));
        assertEquals("not exposed (VM)", environment.fact("cpu", "governor"));
        assertEquals("yes", environment.fact("host", "hypervisor"));
    }

    @Test
    void aMachineOfOnesOwnShowsItAll() {
        host.with("proc/cpuinfo", "processor : 0\nflags : fpu")
                .with("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance")
                .with("sys/devices/system/cpu/intel_pstate/no_turbo", "1")
                .with("sys/devices/system/cpu/smt/active", "1");
        final Environment environment = capture();
        assertEquals("performance", environment.fact("cpu", "governor"));
        assertEquals("off", environment.fact("cpu", "turbo"));
        assertEquals("on", environment.fact("cpu", "smt"));
        assertEquals("none seen", environment.fact("host", "hypervisor"));
    }

    @Test
    void theKernelAndItsMemoryAreDescribed() {
        host.with("proc/sys/kernel/osrelease", "6.18.44").with("proc/cmdline", "quiet psi=1")
                .with("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
                .with("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
                .with("proc/meminfo", "MemTotal:       8000000 kB\nMemAvailable:   16 kB")
                .with("proc/sys/net/core/rmem_max", "4194304")
                .with("proc/pressure/cpu", "some avg10=9.39 avg60=4.14 avg300=1.23 total=7488952");
        final Environment environment = capture();
        assertEquals("6.18.44", environment.fact("kernel", "release"));
        assertEquals("madvise", environment.fact("kernel", "transparent_huge_pages"));
        assertEquals("tsc", environment.fact("kernel", "clocksource"));
        assertEquals("8192000000", environment.fact("memory", "total_bytes"));
        assertEquals("4194304", environment.fact("network", "rmem_max_bytes"));
        assertTrue(environment.fact("load", "pressure_cpu").startsWith("some avg10=9.39"));
        assertEquals("1.51.0", environment.fact("dependencies", "aeron"));
    }

    @Test
    void whatTheHostDoesNotTellIsUnknown() {
        final Environment environment = capture();
        assertEquals(Environment.UNKNOWN, environment.fact("kernel", "clocksource"));
        assertEquals(Environment.UNKNOWN, environment.fact("memory", "total_bytes"));
        assertEquals(Environment.UNKNOWN, environment.fact("cpu", "model"));
        assertEquals(Environment.UNKNOWN, environment.fact("no section", "no name"));
    }

    @Test
    void theTightestQuotaOfOurGroupAndItsAncestorsCounts() {
        host.with("proc/self/cgroup", "0::/pod/us").with("sys/fs/cgroup/cpu.max", "max 100000")
                .with("sys/fs/cgroup/pod/cpu.max", "150000 100000")
                .with("sys/fs/cgroup/pod/us/cpu.max", "200000 100000");
        assertEquals(OptionalDouble.of(1.5), new Cgroup(host.files()).cpuQuota());
        assertEquals("1.50", capture().fact("cpu", "cgroup_quota_cpus"));
    }

    @Test
    void aQuotaOfTheFirstKindOfGroupsCountsToo() {
        host.with("proc/self/cgroup", "4:memory:/us\n3:cpu,cpuacct:/us")
                .with("sys/fs/cgroup/cpu/us/cpu.cfs_quota_us", "50000")
                .with("sys/fs/cgroup/cpu/us/cpu.cfs_period_us", "100000")
                .with("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1")
                .with("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertEquals(OptionalDouble.of(0.5), new Cgroup(host.files()).cpuQuota());
    }

    @Test
    void withoutALimitThereIsNoQuota() {
        assertEquals(OptionalDouble.empty(), new Cgroup(host.files()).cpuQuota());
        assertEquals("none", capture().fact("cpu", "cgroup_quota_cpus"));
    }

    @Test
    void thisHostIsCapturedAndReadAgain() throws IOException {
        final Environment environment = Environment.capture(root.resolve("not/yet/made"));
        environment.write(root);
        assertEquals(environment, Environment.read(root));
        assertEquals(environment.text(), Files.readString(root.resolve("env.txt")));
        assertEquals(System.getProperty("java.version"), environment.fact("jvm", "version"));
        assertNotEquals(Environment.UNKNOWN, environment.fact("log_directory", "file_system"));
        assertFalse(environment.fact("host", "name").isEmpty());
    }

    @Test
    void theTextIsAlignedBySection() {
        final Environment environment = new Environment(
                Map.of("cpu", new TreeMap<>(Map.of("model", "EPYC", "turbo", "on"))));
        assertEquals("cpu\n  model  EPYC\n  turbo  on\n", environment.text());
    }

    @Test
    void collectorsAreCalledByTheNameEverybodyUses() {
        assertEquals("G1",
                JvmFacts.collector(List.of("G1 Young Generation", "G1 Old Generation")));
        assertEquals("Parallel", JvmFacts.collector(List.of("PS MarkSweep", "PS Scavenge")));
        assertEquals("Serial", JvmFacts.collector(List.of("Copy", "MarkSweepCompact")));
        assertEquals("ZGC", JvmFacts.collector(List.of("ZGC Cycles", "ZGC Pauses")));
        assertEquals("Odd, One", JvmFacts.collector(List.of("Odd", "One")));
    }
}
