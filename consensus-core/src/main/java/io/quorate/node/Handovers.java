package io.quorate.node;

import io.quorate.raft.Raft;
import io.quorate.raft.Refusal;
import io.quorate.raft.TransferOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * Takes the wish that another shall lead from any thread to the node's own, and tells what came of
 * it. One is under way at a time; whoever comes meanwhile is refused.
 */
final class Handovers {
    private record Wish(int toId, BiConsumer<TransferOutcome, RuntimeException> onEnd) {
    }

    private final Raft raft;
    private final AtomicReference<Wish> wished = new AtomicReference<>();
    private boolean isBegun;

    Handovers(final Raft raft) {
        this.raft = raft;
    }

    /** Any thread: completed by the node's own; exceptionally, naming the reason, if refused. */
    CompletableFuture<TransferOutcome> wish(final int toId) {
        final CompletableFuture<TransferOutcome> told = new CompletableFuture<>();
        wish(toId, (outcome, refusal) -> {
            if (refusal == null) {
                told.complete(outcome);
            } else {
                told.completeExceptionally(refusal);
            }
        });
        return told;
    }

    /** The same for a handler, which is told the outcome or, if that is null, why it is refused. */
    void wish(final int toId, final BiConsumer<TransferOutcome, RuntimeException> onEnd) {
        final Wish wish = new Wish(toId, onEnd);
        if (!wished.compareAndSet(null, wish)) {
            refuse(wish, Refusal.TRANSFER_IN_FLIGHT);
        }
    }

    private static void refuse(final Wish wish, final long code) {
        wish.onEnd().accept(null, new IllegalStateException(
                "the office was not handed over: " + Refusal.name(code)));
    }

    /** The node's thread, in each cycle. */
    int settle() {
        final Wish wish = wished.get();
        if (wish == null) {
            return 0;
        }
        if (!isBegun) {
            isBegun = true;
            final long number = raft.transfer(wish.toId());
            if (number < 0) {
                end(wish);
                refuse(wish, number);
            }
        } else if (raft.transferOutcome() != TransferOutcome.UNDER_WAY) {
            end(wish);
            wish.onEnd().accept(raft.transferOutcome(), null);
        }
        return 1;
    }

    /** The node says nothing any more: whoever waits is told so. */
    void stop() {
        final Wish wish = wished.getAndSet(null);
        if (wish != null) {
            wish.onEnd().accept(null, new IllegalStateException(
                    "the node has stopped while it handed its office over"));
        }
    }

    private void end(final Wish wish) {
        isBegun = false;
        wished.compareAndSet(wish, null);
    }
}
