package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ErrorCode;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.FragmentHandler;
import io.quorate.port.TransportCounters;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.BitUtil;

/**
 * How a transport is opened: addresses checked, a client connected, all ears opened, all peers
 * dialled; or, if any of it fails, nothing left behind and one sentence that says why.
 */
final class Opening {
    private static final int CONTROL_TERM = 256 << 10;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private final Settings settings;
    private final AeronOptions options;
    private final AeronDriver driver;
    private final Runnable giveBack;
    private final String name;
    private final int life = Streams.newLife();
    private final TransportCounters counters = new TransportCounters();
    private final Map<Integer, String> endpoints = new HashMap<>();
    private Aeron aeron;

    /**
     * An opening yet to be done.
     *
     * @param giveBack lets go of the driver, when the transport closes or does not come to be
     */
    Opening(final Settings settings, final AeronOptions options, final AeronDriver driver,
            final Runnable giveBack) {
        this.settings = settings;
        this.options = options;
        this.driver = driver;
        this.giveBack = giveBack;
        this.name = "member " + settings.self() + " of cluster " + settings.clusterId();
    }

    AeronTransport open() {
        boolean hasEntered = false;
        try {
            resolveAll();
            driver.enter(name);
            hasEntered = true;
            return connect();
        } catch (final RuntimeException failure) {
            if (aeron != null) {
                aeron.close();
            }
            if (hasEntered) {
                driver.leave(name);
            }
            giveBack.run();
            throw failure;
        }
    }

    private boolean isUdp() {
        return settings.name().equals(AeronTransportFactory.UDP);
    }

    private void resolveAll() {
        for (final Peer member : settings.members()) {
            endpoints.put(member.id(), isUdp() ? Address.endpoint(member) : "");
        }
        if (!endpoints.containsKey(settings.self())) {
            throw new TransportException("member " + settings.self()
                    + " is not among the members " + endpoints.keySet() + "; add it");
        }
    }

    private AeronTransport connect() {
        final AtomicReference<Throwable> error = new AtomicReference<>();
        try {
            aeron = Aeron.connect(driver.clientContext().errorHandler(error::set));
        } catch (final AeronException failure) {
            throw new TransportException("cannot reach the Aeron media driver in "
                    + driver.directory() + ": " + failure.getMessage() + "; start it again",
                    failure);
        }
        final AeronTransport transport = new AeronTransport(driver, this::onClose, aeron, error,
                counters, options.mtu());
        final List<Link> links = new ArrayList<>();
        for (final Peer member : settings.members()) {
            if (member.id() != settings.self()) {
                links.add(new Link(member.id()));
            }
        }
        links.forEach(link -> listen(link, transport::onFrame));
        links.forEach(this::dial);
        transport.links(links.toArray(Link[]::new));
        return transport;
    }

    private void onClose() {
        driver.leave(name);
        giveBack.run();
    }

    private void listen(final Link link, final FragmentHandler frames) {
        final String channel = channelTo(settings.self()).build();
        link.hearOn(hearing(link, Streams.CONTROL, channel, frames),
                hearing(link, Streams.BULK, channel, frames));
    }

    /** An endpoint that an earlier life has just let go of may need a moment. */
    private Hearing hearing(final Link link, final int lane, final String channel,
            final FragmentHandler frames) {
        final int streamId = Streams.streamId(settings.clusterId(), link.peer(), settings.self(),
                lane);
        final long startNs = System.nanoTime();
        while (true) {
            try {
                return new Hearing(aeron, channel, streamId, frames, link::onHeard);
            } catch (final AeronException refused) {
                if (!isPassing(refused) || System.nanoTime() - startNs > PATIENCE_NS) {
                    throw new TransportException("member " + settings.self()
                            + " cannot listen on its address " + address(settings.self()) + ": "
                            + refused.getMessage() + "; stop what uses the port, or give the member"
                            + " an address of this host", refused);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static boolean isPassing(final AeronException refused) {
        return refused instanceof RegistrationException registration
                && registration.errorCode() == ErrorCode.RESOURCE_TEMPORARILY_UNAVAILABLE;
    }

    private void dial(final Link link) {
        try {
            link.dialOn(way(link, Streams.CONTROL, controlTerm()),
                    way(link, Streams.BULK, options.termLength()), System.nanoTime());
        } catch (final AeronException refused) {
            throw new TransportException("the Aeron media driver in " + driver.directory()
                    + " cannot send to member " + link.peer() + " at " + address(link.peer()) + ": "
                    + refused.getMessage() + "; correct the address or make room for the driver",
                    refused);
        }
    }

    private Way way(final Link link, final int lane, final int termLength) {
        final ChannelUriStringBuilder channel = channelTo(link.peer())
                .mtu(options.mtu())
                .termLength(termLength);
        return new Way(aeron, channel,
                Streams.streamId(settings.clusterId(), settings.self(), link.peer(), lane), life,
                counters);
    }

    private int controlTerm() {
        return Math.max(CONTROL_TERM, BitUtil.findNextPositivePowerOfTwo(8 * options.mtu()));
    }

    private ChannelUriStringBuilder channelTo(final int member) {
        return isUdp()
                ? new ChannelUriStringBuilder().media(CommonContext.UDP_MEDIA)
                        .endpoint(endpoints.get(member))
                : new ChannelUriStringBuilder().media(CommonContext.IPC_MEDIA);
    }

    private String address(final int member) {
        return isUdp() ? endpoints.get(member) : "aeron-ipc";
    }
}
