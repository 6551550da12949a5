package io.quorate.check;

/** A key has one value, or none at first: get reads it, put and compare-and-set write it. */
public final class KeyValueModel implements Model<Long, KeyValueCall> {
    /** The model. */
    public KeyValueModel() {
    }

    @Override
    public Long initial() {
        return KeyValueCall.ABSENT;
    }

    @Override
    public Long step(final Long state, final KeyValueCall call, final boolean isAnswered) {
        return switch (call.kind()) {
            case GET -> !isAnswered || call.result() == state ? state : null;
            case PUT -> call.value();
            case CAS -> swap(state, call, isAnswered);
        };
    }

    private static Long swap(final Long state, final KeyValueCall call, final boolean isAnswered) {
        final boolean isDone = state == call.expect();
        if (isAnswered && isDone != (call.result() == 1)) {
            return null;
        }
        return isDone ? (Long) call.value() : state;
    }
}
