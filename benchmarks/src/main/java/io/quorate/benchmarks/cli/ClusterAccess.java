package io.quorate.benchmarks.cli;

import io.quorate.client.ClientBuilder;
import io.quorate.client.ClientException;
import io.quorate.client.QuorateClient;
import io.quorate.node.ConfigException;
import io.quorate.node.MemberStatus;
import io.quorate.node.NodeConfig;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/** The way to the cluster that a file names: to whoever leads, or to one member and no other. */
final class ClusterAccess {
    private static final long PAUSE_NS = 20_000_000;

    private final NodeConfig config;
    private final Duration timeout;

    private ClusterAccess(final NodeConfig config, final Duration timeout) {
        this.config = config;
        this.timeout = timeout;
    }

    /** @throws BadInputException if the file names no cluster; the message says why */
    static ClusterAccess of(final Path file, final Duration timeout) {
        try {
            return new ClusterAccess(NodeConfig.loadCluster(file), timeout);
        } catch (final ConfigException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** All members that the file names, or the one of that id. */
    List<Peer> members(final int id) {
        final List<Peer> found = config.members().stream()
                .filter(member -> id == 0 || member.id() == id).toList();
        if (found.isEmpty()) {
            throw new BadInputException("member " + id + " is not one of those that the file"
                    + " names; choose from " + config.members().stream().map(Peer::id).toList());
        }
        return found;
    }

    /**
     * Asks the cluster, once or in a talk.
     *
     * @throws IllegalStateException if that was not done; the message says why
     */
    <T> T ask(final Function<QuorateClient, CompletableFuture<T>> question) {
        return ask(config.members(), question);
    }

    /** Asks that member. */
    <T> T askMember(final Peer member,
            final Function<QuorateClient, CompletableFuture<T>> question) {
        return ask(List.of(member), question);
    }

    private <T> T ask(final List<Peer> members,
            final Function<QuorateClient, CompletableFuture<T>> question) {
        try (QuorateClient client = connect(members)) {
            return question.apply(client).join();
        } catch (final CompletionException e) {
            if (e.getCause() instanceof ClientException refusal) {
                throw new IllegalStateException(refusal.getMessage());
            }
            throw e;
        }
    }

    /** A client of those members. */
    QuorateClient connect(final List<Peer> members) {
        final ClientBuilder builder = QuorateClient.builder(config.clusterId())
                .transport(config.wire().transport()).link(config.wire().link())
                .callTimeout(timeout);
        members.forEach(member -> builder.member(member.id(), member.address()));
        config.wire().options().forEach(builder::option);
        try {
            return builder.connect();
        } catch (final ConfigException | TransportException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** Asks that member how it is until it is so. */
    MemberStatus awaitMember(final Peer member, final Predicate<MemberStatus> isSo) {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        return askMember(member, client -> {
            MemberStatus status = client.status().join();
            while (!isSo.test(status)) {
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IllegalStateException("member " + member.id() + " has not come that"
                            + " far in time: " + status + "; try again with a longer --timeout");
                }
                LockSupport.parkNanos(PAUSE_NS);
                status = client.status().join();
            }
            return CompletableFuture.completedFuture(status);
        });
    }
}
