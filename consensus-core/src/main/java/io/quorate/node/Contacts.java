package io.quorate.node;

import io.quorate.port.Liveness;
import io.quorate.port.Transport;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.Configuration;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whom this node speaks with: the members of its configuration, those who have just left it, and
 * those that it was told of when it started, as it may have been away while its cluster changed.
 */
final class Contacts {
    private final RaftConfig config;
    private final List<Peer> told = new ArrayList<>();
    private final Raft raft;
    private final Transport transport;
    private final Inbound inbound;
    private Liveness liveness = Liveness.NONE;
    private long version;
    private volatile MembershipView view;

    Contacts(final RaftConfig config, final Raft raft, final Transport transport,
            final Inbound inbound) {
        this.config = config;
        this.raft = raft;
        this.transport = transport;
        this.inbound = inbound;
        acquaint(config.configuration().members().stream()
                .map(member -> new Peer(member.id(), member.address())).toList());
    }

    /** These are to be spoken with too, whatever the configuration says. */
    void acquaint(final List<Peer> others) {
        told.addAll(others);
        version = -1;
        follow();
    }

    /** By this, too, they are to be watched. */
    void watchBy(final Liveness links) {
        liveness = links;
        version = -1;
        follow();
    }

    /** Goes along with the configuration, if it has changed. */
    void follow() {
        if (version != raft.membership().version()) {
            version = raft.membership().version();
            final List<Peer> peers = peers();
            transport.peers(peers);
            inbound.peers(peers);
            liveness.peers(peers);
            view = new MembershipView(raft.configuration(), raft.configurationIndex());
        }
    }

    private List<Peer> peers() {
        final Map<Integer, String> addresses = new TreeMap<>();
        for (final Configuration.Member member : raft.membership().recent()) {
            addresses.merge(member.id(), member.address(), Contacts::known);
        }
        for (final Peer peer : told) {
            addresses.merge(peer.id(), peer.address(), Contacts::known);
        }
        addresses.remove(config.self());
        final List<Peer> peers = new ArrayList<>();
        addresses.forEach((id, address) -> peers.add(new Peer(id, address)));
        return peers;
    }

    private static String known(final String newest, final String before) {
        return newest.isEmpty() ? before : newest;
    }

    /** Any thread: who the members are. */
    MembershipView view() {
        return view;
    }
}
