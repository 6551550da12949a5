package io.quorate.liveness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;

/** Whoever watches this process: it is greeted once it has said who it is, and held open. */
final class Guest {
    private final SocketChannel channel;
    private final ByteBuffer heard = Hello.buffer();
    private boolean isGreeted;
    private boolean isClient;

    private Guest(final SocketChannel channel) {
        this.channel = channel;
    }

    /** All of them, up to a limit. The thread's own. */
    static final class Book {
        private static final int GUESTS_MAX = 1024;
        private static final int CLIENTS_MAX = 960;      // the rest of the places is the members'

        private final Hello self;
        private final Selector selector;
        private final Set<Guest> guests = new HashSet<>();
        private int clients;

        Book(final Hello self, final Selector selector) {
            this.self = self;
            this.selector = selector;
        }

        void welcome(final SocketChannel channel) throws IOException {
            if (channel == null) {
                return;
            }
            if (guests.size() == GUESTS_MAX) {
                channel.close();
                return;
            }
            final Guest guest = new Guest(channel);
            guests.add(guest);
            try {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, guest);
            } catch (final IOException e) {
                leave(guest);
            }
        }

        /** Something was said: who it is, or, after that, that it goes. */
        void onReady(final Guest guest) {
            try {
                if (guest.isGreeted || guest.channel.read(guest.heard) < 0) {
                    leave(guest);
                } else if (!guest.heard.hasRemaining()) {
                    greet(guest);
                }
            } catch (final IOException e) {
                leave(guest);
            }
        }

        private void greet(final Guest guest) throws IOException {
            final Hello hello = Hello.decode(guest.heard);
            if (hello == null || hello.clusterId() != self.clusterId()) {
                leave(guest);
                return;
            }
            guest.isClient = hello.member() == Hello.CLIENT;
            clients += guest.isClient ? 1 : 0;
            if (clients > CLIENTS_MAX) {
                leave(guest);
                return;
            }
            guest.isGreeted = true;
            guest.channel.write(self.encode());
        }

        private void leave(final Guest guest) {
            clients -= guests.remove(guest) && guest.isClient ? 1 : 0;
            try {
                guest.channel.close();
            } catch (final IOException e) {
                // it is gone in any case
            }
        }

        void close() {
            Set.copyOf(guests).forEach(this::leave);
        }
    }
}
