package io.quorate.benchmarks.rig;

import io.quorate.node.Clocks;
import io.quorate.node.FileProbe;
import io.quorate.node.HealthLimits;
import io.quorate.node.IngressConfig;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.Transport;
import io.quorate.raft.RaftConfig;
import java.util.concurrent.TimeUnit;

/** What a rig's members get in the place of a {@link Witness} and a bare transport. */
public interface Fitting {
    /** What measurements use: witnesses, bare transports, and logs that are purged. */
    Fitting BARE = new Fitting() {
    };

    /** The state machine for one life of a member. */
    default StateMachine machine(final int member, final StateMachine usual) {
        return usual;
    }

    /** The transport that a member is given, for one of its lives. */
    default Transport transport(final int member, final Transport bare) {
        return bare;
    }

    /** The storage that a member is given, for one of its lives. */
    default Storage storage(final int member, final Storage bare) {
        return bare;
    }

    /** The clocks of a member. */
    default Clocks clocks(final int member) {
        return Clocks.system();
    }

    /** By how much the monotonic one of them is ahead of {@code System.nanoTime}. */
    default long aheadNs(final int member) {
        return 0;
    }

    /** Asked by the member's thread before each duty cycle: whether it may take its turn. */
    default boolean mayWork(final int member) {
        return true;
    }

    /** What a member takes in. */
    default IngressConfig ingress(final IngressConfig usual) {
        return usual;
    }

    /** What a member bears before it counts as unhealthy; nothing disturbs the usual one. */
    default HealthLimits health() {
        return HealthLimits.off();
    }

    /** How often a member's disk is asked whether it is well, as a node's is; 0: never. */
    default long probeNs() {
        return health().diskNs() == 0 ? 0 : TimeUnit.SECONDS.toNanos(1);
    }

    /** What that disk is asked. */
    default FileProbe.Question disk(final int member, final FileProbe.Question bare) {
        return bare;
    }

    /** What the core of a member is told. */
    default RaftConfig config(final RaftConfig usual) {
        return usual;
    }

    /** The longest reply of a state machine, in bytes. */
    default int maxReplyLength() {
        return 0;
    }

    /** Whether a member that returns must find its whole log. */
    default boolean keepsLog() {
        return false;
    }
}
