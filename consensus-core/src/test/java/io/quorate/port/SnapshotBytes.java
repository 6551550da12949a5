package io.quorate.port;

import io.quorate.wire.SnapshotBlock;
import io.quorate.wire.SnapshotBuilder;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Snapshots made up for tests. */
public final class SnapshotBytes {
    /** The cluster they are of. */
    public static final int CLUSTER = 1;

    private SnapshotBytes() {
    }

    /** Of cluster 1, as of that entry, with so many bytes of some machine's state. */
    public static byte[] of(final long lastIndex, final long lastTerm, final int machineBytes) {
        return of(CLUSTER, lastIndex, lastTerm, machineBytes, lastIndex);
    }

    /** Of that cluster; its machine's bytes are drawn from the seed. */
    public static byte[] of(final long clusterId, final long lastIndex, final long lastTerm,
            final int machineBytes, final long seed) {
        return of(clusterId, lastIndex, lastTerm, new UnsafeBuffer(new byte[24]), machineBytes,
                seed);
    }

    /** With that configuration, as of the first entry. */
    public static byte[] of(final long clusterId, final long lastIndex, final long lastTerm,
            final DirectBuffer configuration, final int machineBytes, final long seed) {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        final SnapshotBuilder builder = new SnapshotBuilder();
        builder.begin(clusterId, lastIndex, lastTerm, 1);
        builder.configuration(configuration, 0, configuration.capacity());
        take(builder, all);
        final byte[] state = new byte[machineBytes];
        new Random(seed).nextBytes(state);
        builder.section(SnapshotBlock.MACHINE);
        for (int at = 0; at < machineBytes; at += 1000) {
            builder.put(new UnsafeBuffer(state), at, Math.min(1000, machineBytes - at));
            if (at % 5000 == 0) {
                take(builder, all);
            }
        }
        builder.end();
        take(builder, all);
        return all.toByteArray();
    }

    private static void take(final SnapshotBuilder builder, final ByteArrayOutputStream all) {
        builder.seal();
        final byte[] slice = new byte[builder.length()];
        builder.buffer().getBytes(0, slice);
        all.write(slice, 0, slice.length);
        builder.clear();
    }
}
