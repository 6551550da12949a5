package io.quorate.transport.aeron;

import io.quorate.node.FreePorts;
import io.quorate.port.Transport;
import io.quorate.port.TransportContract;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The contract of a transport, over Aeron: all members of a test on one driver. */
abstract class AeronContract extends TransportContract {
    /** Frames are lost when an end is given up: here not because the host stood still. */
    static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(4);

    private final String name;
    private final AeronDriver driver;
    private final List<Peer> members = FreePorts.members(3);

    AeronContract(final String name, final AeronDriver driver) {
        this.name = name;
        this.driver = driver;
    }

    @Override
    protected Transport open(final int member) {
        return new AeronTransportFactory(driver)
                .open(new Settings(name, 77, member, members, Map.of()));
    }

    @Override
    protected String address(final int member) {
        return members.get(member - 1).address();
    }

    @Override
    protected void closeNetwork() {
        driver.close();
    }
}
