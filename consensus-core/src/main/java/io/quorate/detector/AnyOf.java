package io.quorate.detector;

/**
 * Suspects as soon as one of its detectors does: too long a silence, say, or too many checks
 * without an answer. Their checks are numbered so that each answer finds the detector that asked.
 */
public final class AnyOf extends Watch {
    private final FailureDetector[] detectors;
    private int asking;                                  // whose check is due

    /**
     * Of one detector or more, which are its own from now on.
     *
     * @param nowNs when watching begins
     */
    public AnyOf(final long nowNs, final FailureDetector... detectors) {
        if (detectors.length == 0) {
            throw new IllegalArgumentException("any of no detectors would suspect nobody");
        }
        this.detectors = detectors.clone();
        begin(nowNs);
    }

    @Override
    void begin(final long nowNs) {
        for (final FailureDetector detector : detectors) {
            detector.restart(nowNs);
        }
    }

    @Override
    void heard(final long nowNs) {
        for (final FailureDetector detector : detectors) {
            detector.onHeard(nowNs);
        }
    }

    @Override
    boolean answered(final long check, final long nowNs) {
        return asker(check).onCheckAnswered(check / detectors.length, nowNs);
    }

    @Override
    boolean rejected(final long check, final long nowNs) {
        return asker(check).onCheckRejected(check / detectors.length, nowNs);
    }

    private FailureDetector asker(final long check) {
        return detectors[(int) Math.floorMod(check, (long) detectors.length)];
    }

    /** Lets time pass for each of them, whoever suspects first. */
    @Override
    boolean isOverdue(final long nowNs) {
        boolean isOverdue = false;
        for (final FailureDetector detector : detectors) {
            isOverdue |= detector.isSuspicious(nowNs);
        }
        return isOverdue;
    }

    @Override
    long dueNs() {
        long earliestNs = detectors[0].deadlineNs();
        for (final FailureDetector detector : detectors) {
            if (detector.deadlineNs() - earliestNs < 0) {
                earliestNs = detector.deadlineNs();
            }
        }
        return earliestNs;
    }

    @Override
    public long dueCheck() {
        for (int i = 0; i < detectors.length; i++) {
            final long check = detectors[i].dueCheck();
            if (check != NO_CHECK) {
                asking = i;
                return check * detectors.length + i;
            }
        }
        return NO_CHECK;
    }

    @Override
    public void checkSent() {
        detectors[asking].checkSent();
    }
}
