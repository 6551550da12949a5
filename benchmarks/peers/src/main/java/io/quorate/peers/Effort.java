package io.quorate.peers;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM, and a peer's processes besides it, have spent so far.
 *
 * @param cpuNs          processor time of all threads, the client's included, in nanoseconds
 * @param allocatedBytes by all threads that live
 */
record Effort(long cpuNs, long allocatedBytes) {
    static Effort of(final Peer peer) {
        final long cpuNs = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getProcessCpuTime();
        return new Effort(cpuNs + peer.outsideCpuNs(), allocated());
    }

    private static long allocated() {
        final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long sum = 0;
        for (final long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);      // -1 for a thread that has just ended
        }
        return sum;
    }

    Effort since(final Effort earlier) {
        return new Effort(cpuNs - earlier.cpuNs, allocatedBytes - earlier.allocatedBytes);
    }
}
