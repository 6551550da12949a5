/**
 * A whole cluster in virtual time, from one seed: what embedders put their own state machine
 * through, and what finds out whether Raft's rules hold whatever happens.
 *
 * <pre>
 *   Simulation ─► Run ─► World     EventQueue: virtual time     Trace, Coverage: what happened
 *                         │        Chance, Conditions: what the seed has in store
 *        Nemesis ─────────┤
 *        Partitions       ├──► SimulatedNode ──► NodeAgent, the production duty cycle
 *        Load, Healing ───┤         │  over  SimulatedWire    ◄─► SimulatedNetwork
 *                         │         │        SimulatedLog,
 *                         │         │        SimulatedVotes   ◄─► SimulatedDisk, SyncLine
 *                         └──► Checks
 *   Rehearsal ─► World: the same without Nemesis, Load and Healing, by a script; RehearsedWay
 * </pre>
 *
 * <p><b>Who checks what</b>, after every event and in time that grows with what has changed:
 * <pre>
 *   I1 election safety      ElectionSafety, KeptWord    I6 committed on a quorum    Commitment
 *   I2 leader append-only   ElectionSafety              I7 committed is immutable   Commitment
 *   I3 log matching         LogMatching                 I8, I9 positions            Progression
 *   I4 leader completeness  Commitment                  I10 said once durable       KeptWord
 *   I5 state machine safety StateMachineSafety          I11 answers to clients      AnswerSheet
 *   I13 liveness            Healing                     pre-vote, check-quorum      PreVotes,
 *                                                                                   QuorumContact
 * </pre>
 */
package io.quorate.sim;
