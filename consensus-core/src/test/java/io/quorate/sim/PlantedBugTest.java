package io.quorate.sim;

import io.quorate.port.ForwardingLog;
import io.quorate.port.ForwardingVotes;
import io.quorate.port.LogStorage;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.VoteStore;
import io.quorate.raft.Role;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The simulation bites: each bug planted here is found, by the rule it breaks, within 500 seeds.
 */
class PlantedBugTest {
    @Test
    void aVoteThatIsToldBeforeItIsDurableIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I10 .*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(storage.log(), new ForwardingVotes(storage.votes()) {
                    @Override
                    public boolean isDurable() {
                        return true;
                    }
                }, storage.snapshots());
            }
        });
    }

    @Test
    void aVoteThatIsForgottenOverARestartIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I1.*|I10.*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(storage.log(), new Forgetful(storage.votes()),
                        storage.snapshots());
            }
        });
    }

    /** Its disk never hears of a vote, and so judges nothing: only what is told counts. */
    private static final class Forgetful extends ForwardingVotes {
        private int votedFor;
        private long term;

        Forgetful(final VoteStore votes) {
            super(votes);
            term = votes.term();
        }

        @Override
        public int votedFor() {
            return term == votes.term() ? votedFor : NOBODY;
        }

        @Override
        public void store(final long newTerm, final int newVote, final long promiseNs) {
            votedFor = newVote;
            term = newTerm;
            if (newTerm > votes.term() || votes.votedFor() == NOBODY) {
                votes.store(newTerm, newVote, promiseNs);
            }
        }
    }

    @Test
    void aDiskThatClaimsTooEarlyIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I10 .*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(new ForwardingLog(storage.log()) {
                    @Override
                    public long durableIndex() {
                        return lastIndex();
                    }
                }, storage.votes(), storage.snapshots());
            }
        });
    }

    @Test
    void anEntryThatCountsBeforeItIsDurableIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I6 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final AppendReply reply) {
                reply.match(reply.agreedIndex(), reply.agreedIndex());
                return true;
            }
        });
    }

    @Test
    void anAcknowledgementFromAnEarlierTermThatCountsInThisOneIsFound(final TestInfo test) {
        final Map<Integer, Long> matches = new HashMap<>();
        new BugHunt(test).assertFound("I6 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final AppendReply reply) {
                final int pair = node.id() << 8 | reply.from();
                final long match = Math.max(reply.matchIndex(), matches.getOrDefault(pair, 0L));
                matches.put(pair, match);
                final long last = node.raft().lastIndex();
                if (!reply.isRejected() && match <= last) {
                    reply.match(match, Math.max(match, reply.agreedIndex()));
                }
                return true;
            }
        });
    }

    @Test
    void aVoterThatDoesNotCompareLogsIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I4 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final RequestVote request) {
                request.last(request.lastIndex() + 1000, request.lastTerm() + 1000);
                return true;
            }
        });
    }

    @Test
    void aCandidateThatCountsRefusalsIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I1 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final VoteReply reply) {
                reply.granted(reply.isGranted() || !reply.isPreVote());
                return true;
            }
        });
    }

    @Test
    void aNodeThatStandsWithoutBeingWantedIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("pre-vote.*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final VoteReply reply) {
                reply.granted(reply.isGranted() || reply.isPreVote());
                return true;
            }
        });
    }

    @Test
    void aFollowerThatDoesNotLookWhereEntriesAttachIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I3 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final AppendEntries entries) {
                final EntryList log = node.disk().log().live();
                final long term = log.termAt(entries.prevIndex());
                if (term >= 0 && term <= entries.term()) {
                    entries.prev(entries.prevIndex(), term);
                }
                return true;
            }
        });
    }

    @Test
    void aFollowerThatCommitsWhatItWasMerelySentIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I6 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final AppendEntries entries) {
                entries.commitIndex(Long.MAX_VALUE);
                return true;
            }
        });
    }

    @Test
    void aLeaderThatRemovesItsOwnEntriesIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I2 .*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(new ForwardingLog(storage.log()) {
                    @Override
                    public void endBatch() {
                        super.endBatch();
                        if (node.isUp() && node.role() == Role.LEADER
                                && lastIndex() > node.raft().commitIndex() + 3) {
                            truncateFrom(lastIndex());
                        }
                    }
                }, storage.votes(), storage.snapshots());
            }
        });
    }

    @Test
    void aSuffixThatOutlivesWhatReplacedItIsFound(final TestInfo test) {
        final Map<Integer, byte[][]> removed = new HashMap<>();
        new BugHunt(test).assertFound("I3 .*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(
                        new Undead(storage.log(), removed.computeIfAbsent(node.id(),
                                id -> new byte[1 << 16][])),
                        storage.votes(), storage.snapshots());
            }
        });
    }

    /** Finds again, when it is opened, what a new entry had taken the place of. */
    private static final class Undead extends ForwardingLog {
        private final byte[][] removed;
        private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

        Undead(final LogStorage log, final byte[][] removed) {
            super(log);
            this.removed = removed;
            byte[] next = removed[(int) lastIndex() + 1];
            while (next != null) {
                view.wrap(next);
                log.appendRun(view, 0, next.length, lastIndex() + 1);
                next = removed[(int) lastIndex() + 1];
            }
            java.util.Arrays.fill(removed, null);
        }

        @Override
        public void truncateFrom(final long index) {
            for (long i = index + 1; i <= lastIndex(); i++) {
                log.read(i, i, 1, view);
                final byte[] frame = new byte[EntryFrame.frameLengthAt(view, 0)];
                view.getBytes(0, frame);
                removed[(int) i] = frame;
            }
            super.truncateFrom(index);
        }
    }

    @Test
    void anEntryThatIsAppliedTwiceIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I5 .*",
                machine((machine, random) -> random.nextInt(500) == 0 ? 2 : 1));
    }

    @Test
    void aCommandThatIsSkippedIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I5 .*|answers: .*",
                machine((machine, random) -> random.nextInt(500) == 0 ? 0 : 1));
    }

    private interface Times {
        int times(StateMachine machine, SplittableRandom random);
    }

    private static Plant machine(final Times times) {
        return new Plant() {
            @Override
            public StateMachine stateMachine(final SimulatedNode node,
                    final StateMachine machine) {
                final SplittableRandom random = new SplittableRandom(node.id());
                return (index, command, offset, length, reply) -> {
                    int replied = 0;
                    for (int i = times.times(machine, random); i > 0; i--) {
                        replied = machine.apply(index, command, offset, length, reply);
                    }
                    return replied;
                };
            }
        };
    }

    @Test
    void aStateMachineThatIsNotDeterministicIsFound(final TestInfo test) {
        final int[] lives = {0};
        new BugHunt(test).assertFound(".*it is not deterministic.*",
                seed -> Simulation.of(seed).minutes(1).stateMachine(() -> new Moody(++lives[0])));
    }

    /** Replies with its own name. */
    private record Moody(int name) implements StateMachine {
        @Override
        public int apply(final long index, final DirectBuffer command, final int offset,
                final int length, final MutableDirectBuffer reply) {
            reply.putInt(0, name);
            return Integer.BYTES;
        }
    }

    @Test
    void aClusterThatNeverElectsIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I13 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final VoteReply reply) {
                return !reply.isGranted() || reply.isPreVote();
            }
        });
    }
}
