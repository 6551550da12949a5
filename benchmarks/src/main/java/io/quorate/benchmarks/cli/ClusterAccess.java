package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.remote.RemoteCluster;
import io.quorate.client.ClientException;
import io.quorate.client.QuorateClient;
import io.quorate.node.MemberStatus;
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

    private final RemoteCluster cluster;
    private final Duration timeout;

    /** @throws BadInputException if the file names no cluster; the message says why */
    ClusterAccess(final Path file, final Duration timeout) {
        cluster = RemoteCluster.of(file);
        this.timeout = timeout;
    }

    /** All members that the file names, or the one of that id. */
    List<Peer> members(final int id) {
        final List<Peer> found = cluster.members().stream()
                .filter(member -> id == 0 || member.id() == id).toList();
        if (found.isEmpty()) {
            throw new BadInputException("member " + id + " is not one of those that the file"
                    + " names; choose from " + cluster.members().stream().map(Peer::id).toList());
        }
        return found;
    }

    /**
     * Asks the cluster, once or in a talk.
     *
     * @throws IllegalStateException if that was not done; the message says why
     */
    <T> T ask(final Function<QuorateClient, CompletableFuture<T>> question) {
        return ask(cluster.members(), question);
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
        return RemoteCluster.connect(cluster.client().callTimeout(timeout), members);
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
