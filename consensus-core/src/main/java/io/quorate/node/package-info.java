/**
 * The node that runs Raft: one duty cycle that hears peers and clients, lets the core settle, says
 * what is due, applies what is agreed and answers who submitted it.
 *
 * <pre>
 *   Submitter ──► Ingress ──┐                      ┌──► Transport
 *   (any thread)            ├──► Raft, LogStorage ─┤
 *   Transport ──► Inbound ──┘                      └──► Applier ──► StateMachine
 *                                                          │
 *   Submitter ◄────────────── Seats ◄──── Pending ◄────────┘
 * </pre>
 *
 * <p>Everything but the submitters' ends belongs to the one thread that calls
 * {@link io.quorate.node.NodeAgent#doWork}.
 */
package io.quorate.node;
