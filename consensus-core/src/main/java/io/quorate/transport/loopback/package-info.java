/**
 * Members within one JVM, joined by lock-free ring buffers: the transport of tests, of embedded
 * clusters, and the baseline that says what a real network costs.
 *
 * <p>A {@link io.quorate.transport.loopback.Lane} joins one life of a speaker with one life of a
 * listener, whose {@link io.quorate.transport.loopback.Ear} collects them. A member that closes
 * takes its ear along: what was under way is gone, and its next life begins in silence.
 */
package io.quorate.transport.loopback;
