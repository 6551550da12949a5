package io.quorate.transport.aeron;

import io.quorate.JvmFlags;
import io.quorate.port.ClientTransport;
import io.quorate.port.Transport;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory;
import java.util.List;

/**
 * Opens {@code aeron-udp} and {@code aeron-ipc}. Found by name, it gives all transports of this JVM
 * one embedded media driver, unless {@code transport.aeron.directory} names a running one; made in
 * code, it uses the driver that it is given.
 *
 * <p>Members on {@code aeron-ipc} hear each other through the one driver that they share. Addresses
 * mean nothing to it.
 *
 * <p>Keys, all of them optional:
 * <ul>
 * <li>{@code transport.aeron.directory}: where a media driver runs by itself.
 * <li>{@code transport.aeron.threading}: {@code shared} (the default) gives the embedded driver one
 *     thread; {@code invoker} runs it in the loop that polls, which must be one loop for all
 *     members of this JVM.
 * <li>{@code transport.aeron.idle}: what that thread does with nothing to do: {@code backoff} (the
 *     default) parks up to 50 us, {@code yield}, {@code spin}.
 * <li>{@code transport.aeron.mtu}: bytes of a datagram, 256B to 65504B, by default 8KiB which suits
 *     one host and networks with jumbo frames; 1408B suits an ordinary Ethernet. An entry batch
 *     is cut to it.
 * </ul>
 */
public final class AeronTransportFactory implements TransportFactory {
    /** Members on any hosts. */
    public static final String UDP = "aeron-udp";
    /** Members that share a media driver. */
    public static final String IPC = "aeron-ipc";

    private final AeronDriver given;

    /** Drivers as each transport's options say. */
    public AeronTransportFactory() {
        this(null);
    }

    /** All transports on that driver, which whoever launched it also closes, after them. */
    public AeronTransportFactory(final AeronDriver driver) {
        this.given = driver;
    }

    @Override
    public List<String> names() {
        return List.of(UDP, IPC);
    }

    @Override
    public Transport open(final Settings settings) {
        JvmFlags.require("jdk.internal.misc", "sun.nio.ch");
        final AeronOptions options = AeronOptions.parse(settings.options());
        final Endpoints endpoints = new Endpoints(settings);
        if (given != null) {
            requireNoDirectory(options);
            return new Opening(settings, options, endpoints, given, () -> {}).open();
        }
        if (options.directory() != null) {
            final AeronDriver external = AeronDriver.external(options.directory());
            return new Opening(settings, options, endpoints, external, external::close).open();
        }
        final AeronDriver shared = SharedDrivers.acquire(options);
        return new Opening(settings, options, endpoints, shared,
                () -> SharedDrivers.release(options)).open();
    }

    private void requireNoDirectory(final AeronOptions options) {
        if (options.directory() != null) {
            throw new TransportException("transport.aeron.directory = " + options.directory()
                    + " contradicts the driver given in code, in " + given.directory()
                    + "; remove one of them");
        }
    }

    @Override
    public ClientTransport openClient(final Settings settings) {
        JvmFlags.require("jdk.internal.misc", "sun.nio.ch");
        final AeronOptions options = AeronOptions.parse(settings.options());
        if (given != null) {
            requireNoDirectory(options);
            return new ClientOpening(settings, options, given, () -> {}).open();
        }
        if (options.directory() != null) {
            final AeronDriver external = AeronDriver.external(options.directory());
            return new ClientOpening(settings, options, external, external::close).open();
        }
        final AeronDriver shared = SharedDrivers.acquire(options);
        return new ClientOpening(settings, options, shared,
                () -> SharedDrivers.release(options)).open();
    }
}
