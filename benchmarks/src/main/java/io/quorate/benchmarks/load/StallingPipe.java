package io.quorate.benchmarks.load;

import org.agrona.DirectBuffer;

/**
 * Completes what it takes at once, but stands still once: an instrument that measures latency must
 * see that, and this is how it is tested.
 */
public final class StallingPipe implements Pipe {
    private final long stallAt;
    private final long stallNs;
    private long taken;
    private boolean hasStalled;

    /** Stands still for so long when so many commands were taken. */
    public StallingPipe(final long stallAt, final long stallNs) {
        this.stallAt = stallAt;
        this.stallNs = stallNs;
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        taken++;
        return true;
    }

    @Override
    public void turn() {
        if (taken >= stallAt && !hasStalled) {
            hasStalled = true;
            final long endNs = System.nanoTime() + stallNs;
            while (System.nanoTime() - endNs < 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public long completed() {
        return taken;
    }
}
