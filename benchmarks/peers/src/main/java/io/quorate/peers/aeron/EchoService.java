package io.quorate.peers.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/** A service that counts commands, and answers each with its number. */
final class EchoService implements ClusteredService {
    private final RoleAwareIdle idle;
    private final AtomicLong applied = new AtomicLong();

    EchoService(final RoleAwareIdle idle) {
        this.idle = idle;
    }

    /** Commands applied in this life, those replayed from the log included. */
    long applied() {
        return applied.get();
    }

    @Override
    public void onStart(final Cluster cluster, final Image snapshot) {
        idle.onRole(cluster.role());
    }

    @Override
    public void onSessionMessage(final ClientSession session, final long timestamp,
            final DirectBuffer buffer, final int offset, final int length, final Header header) {
        applied.lazySet(applied.get() + 1);
        long result;
        do {
            result = session.offer(buffer, offset, Long.BYTES);
            if (result < 0) {
                idle.idle(0);
            }
        } while (result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION);
    }

    @Override
    public void onRoleChange(final Cluster.Role role) {
        idle.onRole(role);
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {
        // nothing is kept for a session
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp,
            final CloseReason reason) {
        // nothing is kept for a session
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        // no timers
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshot) {
        // nobody asks for one
    }

    @Override
    public void onTerminate(final Cluster cluster) {
        // closed by its peer
    }
}
