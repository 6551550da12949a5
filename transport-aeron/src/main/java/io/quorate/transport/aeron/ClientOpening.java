package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentInvoker;

/**
 * How a client's transport is opened: an ear for each member, at a port that the system chooses, on
 * the address from which that member is reached.
 */
final class ClientOpening {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private final Settings settings;
    private final AeronOptions options;
    private final Endpoints endpoints;
    private final AeronDriver driver;
    private final Runnable giveBack;
    private Aeron aeron;

    ClientOpening(final Settings settings, final AeronOptions options, final AeronDriver driver,
            final Runnable giveBack) {
        this.settings = settings;
        this.options = options;
        this.endpoints = new Endpoints(settings);
        this.driver = driver;
        this.giveBack = giveBack;
    }

    AeronClient open() {
        try {
            aeron = Aeron.connect(driver.clientContext().errorHandler(error -> {
                // told by the next call that fails
            }));
            final AeronClient client = new AeronClient(driver, giveBack, aeron, options.mtu());
            client.links(links(client));
            return client;
        } catch (final AeronException failure) {
            throw closed(new TransportException("a client cannot be opened on the Aeron media"
                    + " driver in " + driver.directory() + ": " + failure.getMessage(), failure));
        } catch (final TransportException failure) {
            throw closed(failure);
        }
    }

    private TransportException closed(final TransportException failure) {
        if (aeron != null) {
            aeron.close();
        }
        giveBack.run();
        return failure;
    }

    /** Members that see this host alike are heard at one port: each has a stream of its own. */
    private List<ClientLink> links(final AeronClient client) {
        final List<ClientLink> links = new ArrayList<>();
        final Map<String, String> tags = new HashMap<>();
        final int firstStream = ThreadLocalRandom.current().nextInt();
        for (final Peer member : settings.members()) {
            final String free = endpoints.freeEndpoint(member);
            final ChannelUriStringBuilder channel = endpoints.channelToClient(free);
            if (endpoints.isUdp()) {
                channel.tags(tags.computeIfAbsent(free,
                        seen -> Long.toString(aeron.nextCorrelationId())));
            }
            final Subscription replies =
                    aeron.addSubscription(channel.build(), firstStream + links.size());
            final String endpoint = endpoints.isUdp() ? resolved(replies) : free;
            links.add(new ClientLink(aeron, member.id(),
                    endpoints.channel(member.id()).mtu(options.mtu())
                            .termLength(Opening.BULK_TERM).build(),
                    Streams.streamId(settings.clusterId(), 0, member.id(), Streams.CLIENTS),
                    replies, endpoint, settings.clusterId(), client::onFrame));
        }
        return links;
    }

    /** The port that the system has chosen. */
    private String resolved(final Subscription replies) {
        final AgentInvoker conductor = aeron.conductorAgentInvoker();
        final long startNs = System.nanoTime();
        String endpoint = replies.resolvedEndpoint();
        while (endpoint == null) {
            if (System.nanoTime() - startNs > PATIENCE_NS) {
                throw new TransportException("no port was given to a client by the Aeron media"
                        + " driver in " + driver.directory());
            }
            driver.turn();
            conductor.invoke();
            Thread.onSpinWait();
            endpoint = replies.resolvedEndpoint();
        }
        return endpoint;
    }
}
