package io.quorate.benchmarks.remote;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.ConfigException;
import io.quorate.node.NodeConfig;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.nio.file.Path;
import java.util.List;

/**
 * A cluster that runs somewhere, as a file names it: what a member was started from, or any that
 * names cluster.id, transport and member.1 and so on. Members run with settings of their own; of
 * the file's, clients take those of the transport and the links. Immutable.
 */
public final class RemoteCluster {
    private final Path file;
    private final NodeConfig config;

    private RemoteCluster(final Path file, final NodeConfig config) {
        this.file = file;
        this.config = config;
    }

    /**
     * The cluster that a file names.
     *
     * @throws BadInputException if it names none; the message says why
     */
    public static RemoteCluster of(final Path file) {
        try {
            return new RemoteCluster(file, NodeConfig.loadCluster(file));
        } catch (final ConfigException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** The same by a benchmark's parameter, which has no default. */
    static RemoteCluster named(final String file) {
        if (file.isEmpty()) {
            throw new BadInputException("name a cluster: quorate run --cluster FILE ...");
        }
        return of(Path.of(file));
    }

    /** The file that names it. */
    public Path file() {
        return file;
    }

    /** All members that the file names. */
    public List<Peer> members() {
        return config.members();
    }

    /** Whether the file says that it never votes. */
    public boolean isObserver(final Peer member) {
        return config.roles().observers().contains(member.id());
    }

    /** How its members are reached. */
    public String transport() {
        return config.wire().transport();
    }

    /** A client of some of its members; those must be named still. */
    public ClientBuilder client() {
        final ClientBuilder builder = QuorateClient.builder(config.clusterId())
                .transport(config.wire().transport()).link(config.wire().link());
        config.wire().options().forEach(builder::option);
        return builder;
    }

    /**
     * Connects such a client to those members.
     *
     * @throws BadInputException if that can't be; the message says why
     */
    public static QuorateClient connect(final ClientBuilder client, final List<Peer> members) {
        members.forEach(member -> client.member(member.id(), member.address()));
        try {
            return client.connect();
        } catch (final ConfigException | TransportException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }
}
