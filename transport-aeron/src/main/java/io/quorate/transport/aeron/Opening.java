package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ErrorCode;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.FragmentHandler;
import io.quorate.port.TransportCounters;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.BitUtil;

/**
 * How a transport is opened: a client connected, all ears opened, all peers dialled; or, if any of
 * it fails, nothing left behind and one sentence that says why.
 */
final class Opening {
    // A stream has three buffers of its term's length; the longest frame is an eighth of one.
    private static final int CONTROL_TERM = 256 << 10;
    static final int BULK_TERM = 16 << 20;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
    // What Aeron says round the system's reason for not giving us a socket.
    private static final Pattern SOCKET_REASON =
            Pattern.compile(".*channel error - (.*?)(?: \\(at .*)?: aeron:.*");

    private final Settings settings;
    private final AeronOptions options;
    private final Endpoints endpoints;
    private final AeronDriver driver;
    private final Runnable giveBack;
    private final String name;
    private final int life = Streams.newLife();
    private final TransportCounters counters = new TransportCounters();
    private Aeron aeron;

    /**
     * An opening yet to be done.
     *
     * @param giveBack lets go of the driver, when the transport closes or does not come to be
     */
    Opening(final Settings settings, final AeronOptions options, final Endpoints endpoints,
            final AeronDriver driver, final Runnable giveBack) {
        this.settings = settings;
        this.options = options;
        this.endpoints = endpoints;
        this.driver = driver;
        this.giveBack = giveBack;
        this.name = "member " + settings.self() + " of cluster " + settings.clusterId();
    }

    AeronTransport open() {
        boolean hasEntered = false;
        try {
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

    private AeronTransport connect() {
        final AtomicReference<Throwable> end = new AtomicReference<>();
        try {
            aeron = Aeron.connect(driver.clientContext().errorHandler(error -> {
                if (AeronException.isFatal(error)) {
                    end.set(error);
                }
            }));
        } catch (final AeronException failure) {
            throw new TransportException("cannot reach the Aeron media driver in "
                    + driver.directory() + ": " + failure.getMessage() + "; start it again",
                    failure);
        }
        final AeronTransport transport = new AeronTransport(driver, this::onClose, aeron, end,
                counters, options.mtu(), settings.self());
        final List<Link> links = new ArrayList<>();
        for (final Peer member : settings.members()) {
            if (member.id() != settings.self()) {
                links.add(new Link(member));
            }
        }
        links.forEach(link -> listen(link, transport::onFrame));
        links.forEach(this::dial);
        transport.clients(clientDoor());
        transport.links(links.toArray(Link[]::new),
                new Arrivals(endpoints::lookUp, endpoints::isNumber),
                (peer, endpoint) -> link(peer, endpoint, transport));
        return transport;
    }

    /** A link to a member that has come, or moved, while the loop runs; null if none can be. */
    private Link link(final Peer peer, final String endpoint, final AeronTransport transport) {
        if (peer.id() == settings.self()) {
            return null;
        }
        final Link link = new Link(peer);
        try {
            endpoints.put(peer, endpoint);
            listen(link, transport::onFrame);
        } catch (final TransportException unreachable) {
            return null;                        // as one who is not there
        }
        link.callOn(way(link, Streams.CONTROL, controlTerm()), way(link, Streams.BULK, BULK_TERM),
                System.nanoTime());
        return link;
    }

    private ClientDoor clientDoor() {
        try {
            return new ClientDoor(aeron, endpoints, settings.clusterId(), settings.self(),
                    options.mtu(), counters);
        } catch (final AeronException refused) {
            throw new TransportException(endpoints.describe(settings.self())
                    + " cannot be listened on for clients: " + reason(refused), refused);
        }
    }

    private void onClose() {
        driver.leave(name);
        giveBack.run();
    }

    private void listen(final Link link, final FragmentHandler frames) {
        final String channel = endpoints.channel(settings.self()).build();
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
                    throw new TransportException(endpoints.describe(settings.self())
                            + " cannot be listened on: " + reason(refused) + "; stop what uses the"
                            + " port, or give member " + settings.self() + " a free port of this"
                            + " host", refused);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static boolean isPassing(final AeronException refused) {
        return refused instanceof RegistrationException registration
                && registration.errorCode() == ErrorCode.RESOURCE_TEMPORARILY_UNAVAILABLE;
    }

    private static String reason(final AeronException refused) {
        final Matcher socket = SOCKET_REASON.matcher(refused.getMessage());
        return socket.matches() ? socket.group(1) : refused.getMessage();
    }

    private void dial(final Link link) {
        try {
            link.dialOn(way(link, Streams.CONTROL, controlTerm()),
                    way(link, Streams.BULK, BULK_TERM), System.nanoTime());
        } catch (final AeronException refused) {
            throw new TransportException(endpoints.describe(link.peer()) + " cannot be sent to: "
                    + reason(refused) + "; correct the address, or make room in "
                    + driver.directory(), refused);
        }
    }

    private Way way(final Link link, final int lane, final int termLength) {
        final ChannelUriStringBuilder channel = endpoints.channel(link.peer())
                .mtu(options.mtu())
                .termLength(termLength);
        return new Way(aeron, channel,
                Streams.streamId(settings.clusterId(), settings.self(), link.peer(), lane), life,
                counters);
    }

    private int controlTerm() {
        return Math.max(CONTROL_TERM, BitUtil.findNextPositivePowerOfTwo(8 * options.mtu()));
    }
}
