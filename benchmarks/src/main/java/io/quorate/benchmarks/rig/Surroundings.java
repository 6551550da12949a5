package io.quorate.benchmarks.rig;

import io.quorate.node.IngressConfig;
import io.quorate.port.Transport;
import java.util.Map;

/** What JMH's parameters say of a cluster's links and breakers: {@code roundTripMs, breakers}. */
public final class Surroundings implements Fitting {
    private final Fitting links;
    private final Fitting breakers;

    private Surroundings(final Fitting links, final Fitting breakers) {
        this.links = links;
        this.breakers = breakers;
    }

    /**
     * As those parameters say; what a benchmark does not have is short, and off.
     *
     * @throws IllegalArgumentException if one of them cannot be
     */
    public static Surroundings of(final Map<String, String> params) {
        return new Surroundings(
                LongWay.of(Integer.parseInt(params.getOrDefault("roundTripMs", "0"))),
                Breakers.ofLabel(params.getOrDefault("breakers", "off")));
    }

    @Override
    public Transport transport(final int member, final Transport bare) {
        return links.transport(member, bare);
    }

    @Override
    public IngressConfig ingress(final IngressConfig usual) {
        return breakers.ingress(usual);
    }
}
