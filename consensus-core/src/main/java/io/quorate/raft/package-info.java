/**
 * Raft itself: told the time, the disk's progress and the peers' words, it never asks. That is why
 * a whole cluster runs in one thread of a test.
 *
 * <p><b>Settle, then emit.</b> Inputs move positions and say nothing; once per duty cycle
 * {@link io.quorate.raft.Raft#emit} says what has become due. What could not be sent is simply
 * still due. Nothing of a term is said until term and vote are durable.
 *
 * <p><b>Where a rule lives</b> (section of the paper or thesis, file):
 * <pre>
 *   5.1  terms                          TermRule       5.4.2 commit only the own term   Leader
 *   5.2  votes, one each term           Voter          8     the term's first entry     Leader
 *   5.2  elections; 9.6 pre-vote        Candidate      6.2t  a leader without quorum    Leader
 *   5.3  entries taken, conflicts       Follower       4.2.3t loyalty to a live leader  Voter
 *   5.3  entries sent, pace per peer    Leader, Progress, Window
 *   5.4.1 up-to-date logs               RaftLog        4.1t  configurations             Membership
 *   5.2  suspicion; checks              Patience; Checks, FollowerChecks
 *   6.4t reads; by a lease              Reads, ReadDesk, ReadQuestions; Leadership, Rounds
 *   3.10t transfer; priorities          Transfer; Preference, Homecoming
 *   7    snapshots sent, taken          SnapshotSender, Shipment, SnapshotReceiver; Compaction
 *   6    joint consensus, 4.2t catch-up Reconfiguration, CatchUp, Quorum
 * </pre>
 *
 * <p><b>The life of a command.</b> The leader appends it ({@code lastIndex}); each node's disk
 * keeps it ({@code durableIndex}); followers say so, and a quorum of such words moves
 * {@code commitIndex}; the state machine is fed up to there ({@code appliedIndex}); the submitter
 * is answered.
 *
 * <p><b>The life of a read.</b> It joins a number ({@code reads().join}); a round that a quorum
 * acknowledges, or the leader's answer, confirms it ({@code confirmedRound}); once the read index
 * is applied, the state machine is asked and the reader answered.
 */
package io.quorate.raft;
