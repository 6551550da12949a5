package io.quorate.results;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** What this JVM is and how it was started, in its own words. */
final class JvmFacts {
    private JvmFacts() {
    }

    static Map<String, String> capture() {
        final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        final MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        final Map<String, String> jvm = new TreeMap<>();
        jvm.put("vendor", runtime.getVmVendor());
        jvm.put("name", runtime.getVmName());
        jvm.put("version", System.getProperty("java.version"));
        jvm.put("build", runtime.getVmVersion());
        jvm.put("arguments", String.join(" ", runtime.getInputArguments()));
        jvm.put("flags_set", flagsSet());
        jvm.put("gc", collector());
        jvm.put("heap_initial_bytes", Long.toString(heap.getInit()));
        jvm.put("heap_max_bytes", Long.toString(heap.getMax()));
        return jvm;
    }

    private static String collector() {
        final List<String> beans = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .toList();
        return beans.isEmpty() ? Environment.UNKNOWN : collector(beans);
    }

    /** {@code G1 Young Generation}, {@code G1 Old Generation} are known to everybody as G1. */
    static String collector(final List<String> beans) {
        final String first = beans.get(0);
        final int blank = first.indexOf(' ');
        return switch (blank < 0 ? first : first.substring(0, blank)) {
            case "PS" -> "Parallel";
            case "Copy", "MarkSweepCompact" -> "Serial";
            case "G1", "ZGC", "Shenandoah", "Epsilon" -> first.substring(0, blank);
            default -> String.join(", ", beans);
        };
    }

    /** Every flag that differs from its default, the ergonomic ones too: {@code jcmd VM.flags}. */
    private static String flagsSet() {
        try {
            final Object flags = ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "vmFlags",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
            return flags.toString().strip();
        } catch (final JMException e) {
            return Environment.UNKNOWN;     // not a HotSpot
        }
    }
}
