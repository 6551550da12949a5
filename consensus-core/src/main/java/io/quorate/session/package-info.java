/**
 * Exactly once: what a cluster remembers of its clients, so that a command sent twice is executed
 * once and answered twice (thesis §6.3).
 *
 * <p>All of it is decided by the log's entries alone, so it is the same on every member; it belongs
 * to a snapshot as the state machine does. It knows no clock: time is what leaders stamped.
 */
package io.quorate.session;
