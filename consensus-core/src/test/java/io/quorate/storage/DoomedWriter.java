package io.quorate.storage;

import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory.Settings;
import io.quorate.port.StorageFactory;
import io.quorate.port.VoteStore;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A process that appends, votes, truncates, takes snapshots and purges as fast as it can, saying
 * what it promised, until someone kills it.
 *
 * <p>Terms change as in Raft: the word is durable before anything is written in its term, and a new
 * term may cut away what older ones left at the end.
 */
final class DoomedWriter {
    static final int CLUSTER = 7;
    static final int SEGMENT_BYTES = 256 << 10;
    static final int MAX_PAYLOAD = 4 << 10;
    private static final long LIFETIME_NS = TimeUnit.SECONDS.toNanos(180);
    private static final int KEPT = 3_000;

    private final SplittableRandom random;
    private final LogStorage log;
    private final VoteStore votes;
    private final Testimony testimony;
    private final DoomedSnapshots snapshots;
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[MAX_PAYLOAD]);

    private DoomedWriter(final Storage storage, final Testimony testimony, final long seed) {
        this.log = storage.log();
        this.votes = storage.votes();
        this.testimony = testimony;
        this.random = new SplittableRandom(seed);
        snapshots = new DoomedSnapshots(log, storage.snapshots(), testimony, random);
    }

    /** Arguments: name of the storage, its directory, the testimony, durability, seed. */
    public static void main(final String[] args) {
        final Testimony testimony = new Testimony(Path.of(args[2]));
        testimony.phase(Testimony.OPENING);
        final Storage storage = factory(args[0])
                .open(settings(Path.of(args[1]), Durability.ofLabel(args[3])));
        testimony.phase(Testimony.WRITING);
        new DoomedWriter(storage, testimony, Long.parseLong(args[4])).run();
    }

    static StorageFactory factory(final String name) {
        return ServiceLoader.load(StorageFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.name().equals(name))
                .findFirst().orElseThrow();
    }

    static Settings settings(final Path directory, final Durability durability) {
        return new Settings(directory, CLUSTER, 1, durability, true, SEGMENT_BYTES, MAX_PAYLOAD);
    }

    /** Fills in what the payload of an entry must be, and returns how long it is. */
    static int payload(final UnsafeBuffer payload, final long index, final long term) {
        final SplittableRandom bytes = new SplittableRandom(index * 1_000_003 + term);
        final int length = bytes.nextInt(64) == 0 ? bytes.nextInt(MAX_PAYLOAD) : bytes.nextInt(200);
        for (int at = 0; at < length; at++) {
            payload.putByte(at, (byte) (index + term + at));
        }
        return length;
    }

    private void run() {
        final long startNs = System.nanoTime();
        newTerm();
        while (System.nanoTime() - startNs < LIFETIME_NS) {
            append(1 + random.nextInt(24));
            if (random.nextInt(200) == 0 && votes.term() < Testimony.MAX_TERM) {
                newTerm();
            }
            snapshots.step(votes.term());
            testimony.acknowledge(log.durableIndex());
            testimony.step();
        }
    }

    private void append(final int entries) {
        for (int i = 0; i < entries; i++) {
            final long index = log.lastIndex() + 1;
            final int length = payload(payload, index, votes.term());
            if (!log.hasRoom(EntryFrame.frameLength(length))) {
                break;
            }
            log.append(votes.term(), EntryType.COMMAND, payload, 0, length);
        }
        log.endBatch();
    }

    private void newTerm() {
        final long term = votes.term() + 1;
        store(term, VoteStore.NOBODY);
        store(term, 1 + random.nextInt(3));
        final long lowest = Math.max(log.firstIndex(), snapshots.committed() + 1);
        final long start = Math.min(log.lastIndex() + 1,
                Math.max(lowest, log.lastIndex() + 1 - cut()));
        testimony.acknowledge(Math.min(testimony.acknowledged(), start - 1));
        testimony.start(term, start);
        if (start <= log.lastIndex()) {
            log.truncateFrom(start);
        }
    }

    /** How many entries to cut: mostly few, now and then some segments of them. */
    private int cut() {
        return random.nextInt(4) == 0 ? random.nextInt(KEPT) : random.nextInt(40);
    }

    private void store(final long term, final int votedFor) {
        final long promiseNs = Math.max(votes.promiseNs(), term * 1_000);
        votes.store(term, votedFor, promiseNs);
        while (!votes.isDurable()) {
            Thread.onSpinWait();
        }
        testimony.word(term, votedFor, promiseNs);
    }
}
