package io.quorate.transport.aeron;

import io.aeron.driver.MediaDriver;
import io.quorate.port.TransportException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;

/**
 * What an embedded media driver is tuned to: few members that must notice each other's comings and
 * goings within milliseconds.
 */
final class DriverSettings {
    private static final int WINDOW = 2 << 20;

    // How often the driver looks after what has ended; bounds how late anything here is noticed.
    private static final long TIMER_NS = TimeUnit.MILLISECONDS.toNanos(5);
    // A receiver says how far it is at least so often, and five times more after it has ended.
    private static final long STATUS_NS = TimeUnit.MILLISECONDS.toNanos(20);
    // Without a word for so long, the other end is gone. Heartbeats come every 100 ms.
    static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(1_000);
    // Long enough for the end of a stream to be said once, with a heartbeat.
    private static final long LINGER_NS = TimeUnit.MILLISECONDS.toNanos(200);

    // Room for 8,192 counters, some ten for each member or client. Each byte is written as a driver
    // starts, with four of labels, and given back as its process dies, before its sockets close:
    // with the usual 8 MiB a killed node is missed later.
    private static final int COUNTERS_BYTES = 1 << 20;

    private DriverSettings() {
    }

    static MediaDriver.Context context(final String directory, final long silenceNs) {
        final long patienceNs = AeronDriver.embeddedPatienceNs();
        final int window = grantedBuffer();
        return new MediaDriver.Context()
                .aeronDirectoryName(directory)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .epochClock(SteadyClock.INSTANCE)
                .errorHandler(error -> {})   // the driver keeps its own record of errors
                .asyncExecutorEnabled(false)   // addresses come as numbers: nothing to look up
                .socketSndbufLength(window)
                .socketRcvbufLength(window)
                .initialWindowLength(window)
                .timerIntervalNs(TIMER_NS)
                .statusMessageTimeoutNs(STATUS_NS)
                .imageLivenessTimeoutNs(silenceNs)
                .publicationConnectionTimeoutNs(silenceNs)
                .publicationLingerTimeoutNs(LINGER_NS)
                .counterValuesBufferLength(COUNTERS_BYTES)
                .clientLivenessTimeoutNs(patienceNs)
                .publicationUnblockTimeoutNs(patienceNs + silenceNs);
    }

    /** What the system grants of the buffers that we would like, so that it need not complain. */
    private static int grantedBuffer() {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.setOption(StandardSocketOptions.SO_SNDBUF, WINDOW);
            probe.setOption(StandardSocketOptions.SO_RCVBUF, WINDOW);
            return Math.min(WINDOW, Math.min(
                    probe.getOption(StandardSocketOptions.SO_SNDBUF),
                    probe.getOption(StandardSocketOptions.SO_RCVBUF)));
        } catch (final IOException failure) {
            throw new TransportException("cannot open a UDP socket: " + failure.getMessage()
                    + "; allow this process to use the network", failure);
        }
    }
}
