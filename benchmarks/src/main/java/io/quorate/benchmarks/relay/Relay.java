package io.quorate.benchmarks.relay;

import io.quorate.Threads;
import io.quorate.benchmarks.rig.Wires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;

/**
 * Carries what processes of this host say to each other, and loses a share of it when told so. For
 * each ordered pair of members there is an address at which the one reaches the other:
 * <pre>
 *   member 1 ◄──► 127.8.1.2:9002  relay  ◄──► 127.0.0.1:9002  member 2
 *   member 2 ◄──► 127.8.2.1:9001  relay  ◄──► 127.0.0.1:9001  member 1
 * </pre>
 * A cluster's log carries one address for each member, the same for all. So members are named, and
 * each process has a {@link #hosts file of hosts} of its own that says what a name means to it.
 *
 * <p>A thread of its own does the work; the rest is for any thread.
 */
public final class Relay implements AutoCloseable {
    private static final String HOME = "127.0.0.1";
    private static final long WAIT_MS = 5;

    /** Something that has a channel to be waited for. */
    @FunctionalInterface
    interface Ready {
        void onReady() throws IOException;
    }

    private final List<Integer> ports;
    private final Wires wires;
    private final Selector selector;
    private final List<DatagramWay> ways = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "quorate-relay");
    private volatile boolean isClosed;
    private volatile Exception failure;

    /**
     * Between members that listen on these ports of 127.0.0.1, by UDP and, with doors, by TCP.
     *
     * @param ports of the members, whose ids begin at 1
     * @throws IOException if this host has no other addresses than 127.0.0.1 to lend
     */
    public Relay(final List<Integer> ports, final boolean hasDoors) throws IOException {
        this.ports = List.copyOf(ports);
        wires = new Wires(ports.size());
        selector = Selector.open();
        try {
            for (int from = 1; from <= ports.size(); from++) {
                for (int to = 1; to <= ports.size(); to++) {
                    if (from != to) {
                        open(from, to, hasDoors);
                    }
                }
            }
        } catch (final IOException e) {
            letGo();
            throw e;
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void open(final int from, final int to, final boolean hasDoor) throws IOException {
        final InetSocketAddress front = at(meeting(from, to), to);
        final InetSocketAddress back = at(HOME, to);
        ways.add(new DatagramWay(selector, wires, from, to, front, back));
        if (hasDoor) {
            doors.add(new Door(selector, wires, from, to, front, back));
        }
    }

    private InetSocketAddress at(final String host, final int member) {
        return new InetSocketAddress(host, ports.get(member - 1));
    }

    private static String meeting(final int from, final int to) {
        return "127.8." + from + "." + to;
    }

    /** Where that member is reached, by the name that all know it by. */
    public String address(final int member) {
        return name(member) + ":" + ports.get(member - 1);
    }

    private static String name(final int member) {
        return "member-" + member + ".internal";
    }

    /** What a process of that member is told of names, by {@code -Djdk.net.hosts.file}. */
    public String hosts(final int self) {
        final StringBuilder hosts = new StringBuilder(HOME + " localhost\n");
        hosts.append(HOME).append(' ').append(thisHost()).append('\n');
        for (int member = 1; member <= ports.size(); member++) {
            hosts.append(member == self ? HOME : meeting(self, member)).append(' ')
                    .append(name(member)).append('\n');
        }
        return hosts.toString();
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (final UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * From now on shares are lost of what the others would hear of a member, and of what it would
     * hear of them: from 0 to 1. What comes through by TCP comes through whole, and not at all
     * while either share is 1: nothing ends, as nothing does in a network that is cut.
     */
    public void lose(final int member, final double said, final double heard) {
        wires.loseOf(member, said, heard);
        selector.wakeup();
    }

    /** Datagrams that were lost, Aeron's own included. */
    public long lost() {
        return wires.lost();
    }

    /**
     * Refuses to go on without a network.
     *
     * @throws IllegalStateException if nothing is carried any more, with the reason
     */
    public void requireRuns() {
        if (failure != null) {
            throw new IllegalStateException("the relay between the processes has failed", failure);
        }
    }

    // ---- the thread -----------------------------------------------------------------------------

    private void run() {
        try {
            while (!isClosed) {
                if (selector.selectedKeys().isEmpty()) {
                    selector.select(WAIT_MS);
                }
                final List<SelectionKey> keys = List.copyOf(selector.selectedKeys());
                selector.selectedKeys().clear();
                for (final SelectionKey key : keys) {
                    if (key.isValid()) {
                        ((Ready) key.attachment()).onReady();
                    }
                }
                selector.selectNow();            // only now a door that was shut refuses
                for (final Door door : doors) {
                    door.tend(System.nanoTime());
                }
            }
        } catch (final IOException | RuntimeException e) {
            failure = e;
        } finally {
            letGo();
        }
    }

    private void letGo() {
        ways.forEach(DatagramWay::close);
        doors.forEach(Door::close);
        CloseHelper.quietClose(selector);
    }

    @Override
    public void close() {
        isClosed = true;
        selector.wakeup();
        Threads.awaitEnd(thread);
    }
}
