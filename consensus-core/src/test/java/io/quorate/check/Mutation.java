package io.quorate.check;

import io.quorate.check.KeyValueCall.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ways in which a system may lie to a client that reads, each of which surely makes a history
 * illegal in which every value is written once.
 */
enum Mutation {
    /** A get finds what nobody ever wrote. */
    PHANTOM,
    /** A get finds what was surely written over before it was called. */
    STALE,
    /** A get finds what is only written after it has returned. */
    FUTURE,
    /** A get finds nothing although a value was written before it was called. */
    LOST;

    /** Makes the history illegal, if it has a get that can be told that lie. */
    boolean strike(final List<Operation<KeyValueCall>> history) {
        for (int i = 0; i < history.size(); i++) {
            final Operation<KeyValueCall> get = history.get(i);
            if (get.isAnswered() && get.call().kind() == Kind.GET) {
                final Optional<Long> told = lie(history, get);
                if (told.isPresent()) {
                    history.set(i, new Operation<>(get.client(), get.key(),
                            get.call().answered(told.get()), get.callNs(), get.returnNs()));
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<Long> lie(final List<Operation<KeyValueCall>> history,
            final Operation<KeyValueCall> get) {
        return switch (this) {
            case PHANTOM -> Optional.of(-7L);
            case STALE -> puts(history, get).filter(put -> puts(history, get).anyMatch(
                    later -> put.returnNs() < later.callNs() && later.returnNs() < get.callNs()))
                    .findAny().map(put -> put.call().value());
            case FUTURE -> puts(history, get).filter(put -> put.callNs() > get.returnNs())
                    .findAny().map(put -> put.call().value());
            case LOST -> puts(history, get).filter(put -> put.returnNs() < get.callNs())
                    .findAny().map(put -> KeyValueCall.ABSENT);
        };
    }

    private static Stream<Operation<KeyValueCall>> puts(
            final List<Operation<KeyValueCall>> history, final Operation<KeyValueCall> of) {
        return history.stream().filter(Operation::isAnswered).filter(
                other -> other.call().kind() == Kind.PUT && other.key().equals(of.key()));
    }
}
