package io.quorate.storage.segment;

import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.port.StorageFactory.Settings;
import io.quorate.storage.Identity;
import io.quorate.wire.EntryFrame;
import java.io.IOException;
import java.util.UUID;
import org.agrona.CloseHelper;

/**
 * Opens a member's directory: a segmented log, its snapshots and the hard state beside
 * them. All reasons to refuse are looked at before anything is changed.
 */
public final class SegmentedStorage {
    private final Settings settings;
    private final String name;
    private final UUID bootId;
    private final StorageDirectory directory;
    private final Segments segments;

    SegmentedStorage(final Settings settings, final String name, final Segments.Opener opener,
            final UUID bootId) {
        this.settings = settings;
        this.name = name;
        this.bootId = bootId;
        this.directory = new StorageDirectory(settings.directory());
        this.segments = opener.open(directory.log(), settings.segmentBytes(),
                settings.durability());
    }

    /**
     * Opens what is there or, where the settings allow, begins it.
     *
     * @param name   of the kind of storage, at most 16 letters; a directory keeps to its kind
     * @param opener of the segments of the log
     * @throws StorageException as {@link io.quorate.port.StorageFactory#open} has it
     */
    public static Storage open(final Settings settings, final String name,
            final Segments.Opener opener) {
        return new SegmentedStorage(settings, name, opener, HostBoot.id()).open();
    }

    Storage open() {
        checkSettings();
        try {
            final boolean isNew = directory.isNew();
            if (isNew && !settings.isBootstrap()) {
                throw new StorageException(settings.directory() + " holds no member's storage; set"
                        + " bootstrap = true if this is the cluster's first start, else let the"
                        + " member rejoin as a new one");
            }
            directory.lock();
            return openLocked(isNew);
        } catch (final IOException e) {
            directory.close();
            throw new StorageException("the storage in " + settings.directory()
                    + " cannot be opened (" + e + "); see to the disk and to who may write there",
                    e);
        } catch (final RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private void checkSettings() {
        if (settings.durability() == Durability.MEMORY) {
            throw new StorageException("storage = " + name + " keeps its log on disk, so"
                    + " durability = memory says too little; choose page-cache or fsync, or"
                    + " storage = memory");
        }
        final int longest = segments.maxBatchLength() - Batch.HEADER_LENGTH
                - EntryFrame.HEADER_LENGTH - EntryFrame.ALIGNMENT;
        if (settings.maxPayloadLength() > longest) {
            throw new StorageException("segments of " + settings.segmentBytes() + " bytes take"
                    + " payloads of at most " + longest + " bytes with storage = " + name
                    + ", not of " + settings.maxPayloadLength() + "; choose longer segments");
        }
    }

    private Storage openLocked(final boolean isNew) throws IOException {
        if (isNew) {
            directory.prepare();
            HardStateFile.create(directory.hardState(), newState());
        }
        final HardStateFile votes = new HardStateFile(directory.hardState(), directory);
        final SnapshotDirectory snapshots =
                new SnapshotDirectory(directory.snapshots(), settings.clusterId());
        LogStorage log = null;
        try {
            checkOwner(votes.state());
            snapshots.look();
            log = SegmentedLog.open(segments, votes.state().identity(), settings.durability(),
                    settings.maxPayloadLength(), directory.log().toString());
            snapshots.requireJoint(log.firstIndex());
            votes.begin(settings.durability(), bootId);
            return new Storage(log, votes, snapshots.repair(settings.durability()));
        } catch (final IOException | RuntimeException | Error e) {
            CloseHelper.quietCloseAll(log, votes);
            throw e;
        }
    }

    private HardState newState() {
        final HardState state = new HardState();
        state.belongTo(settings.clusterId(), settings.memberId(), Identity.draw(), name);
        return state;
    }

    private void checkOwner(final HardState state) {
        if (state.clusterId() != settings.clusterId()) {
            throw refusal("belongs to cluster " + state.clusterId() + ", not to "
                    + settings.clusterId() + "; correct cluster.id or directory");
        }
        if (state.memberId() != settings.memberId()) {
            throw refusal("belongs to member " + state.memberId() + ", not to "
                    + settings.memberId() + "; correct member.id or directory");
        }
        if (!state.storageName().equals(name)) {
            throw refusal("was made by storage = " + state.storageName() + ", not by " + name
                    + "; correct storage or directory");
        }
        if (state.isOfPageCache() && !state.bootId().equals(bootId)) {
            throw refusal("was last used with durability = page-cache, and the host has been"
                    + " restarted since, so what this member acknowledged may be lost; move the"
                    + " directory away and let the member rejoin as a new one");
        }
    }

    private StorageException refusal(final String reason) {
        return new StorageException(settings.directory() + " " + reason);
    }
}
