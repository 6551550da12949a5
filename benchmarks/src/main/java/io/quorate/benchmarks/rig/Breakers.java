package io.quorate.benchmarks.rig;

import io.quorate.node.AdmissionLimits;
import io.quorate.node.IngressConfig;

/** Members that refuse what would be too much, or nothing. */
public final class Breakers implements Fitting {
    private final AdmissionLimits limits;

    private Breakers(final AdmissionLimits limits) {
        this.limits = limits;
    }

    /**
     * Circuit breakers that are {@code off}, or {@code on} with the limits that a node has unless
     * told otherwise.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Breakers ofLabel(final String label) {
        return switch (label) {
            case "off" -> new Breakers(AdmissionLimits.off());
            case "on" -> new Breakers(AdmissionLimits.usual());
            default -> throw new IllegalArgumentException(
                    "breakers must be off or on, not '" + label + "'");
        };
    }

    @Override
    public IngressConfig ingress(final IngressConfig usual) {
        return usual.with(limits);
    }
}
