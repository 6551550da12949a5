package io.quorate.port;

/** Opens {@link Liveness} links of one kind; found by its name through {@code ServiceLoader}. */
public interface LivenessFactory {
    /** What {@code detector.link} calls it. */
    String name();

    /**
     * Opens a member's end.
     *
     * @param incarnation the number of this life of the member
     * @throws TransportException when an address cannot be used
     */
    Liveness open(TransportFactory.Settings settings, int incarnation);

    /** Opens the end of a client, which watches members and is watched by nobody. */
    Liveness watch(TransportFactory.Settings settings);
}
