package io.quorate.liveness;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.node.FreePorts;
import io.quorate.port.Liveness;
import io.quorate.port.LivenessContract;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpLivenessTest extends LivenessContract {
    private final List<Peer> members = FreePorts.members(3);
    private final List<TcpLiveness> opened = new ArrayList<>();

    @Override
    protected List<Peer> members() {
        return members;
    }

    @Override
    protected Liveness open(final long clusterId, final int member, final int incarnation) {
        final TcpLiveness liveness = TcpLiveness.open(clusterId, member, incarnation,
                members.get(member - 1).address());
        opened.add(liveness);
        return liveness;
    }

    @Override
    protected Liveness watch(final long clusterId) {
        return TcpLiveness.watch(clusterId);
    }

    @Override
    protected void breakConnections() {
        opened.forEach(TcpLiveness::sendGuestsAway);
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() {
        open(7, 1, 1);
        final TransportException thrown =
                assertThrows(TransportException.class, () -> open(7, 1, 2));
        assertTrue(thrown.getMessage().contains(members.get(0).address())
                && thrown.getMessage().contains("detector.link = none"), thrown.getMessage());
        opened.forEach(TcpLiveness::close);
    }
}
