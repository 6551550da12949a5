/**
 * A network between processes of this host that can be cut.
 *
 * <pre>
 *   Relay ──► DatagramWay   what one member says to another, and what comes back
 *         └─► Door ► Line   where one member watches another by TCP
 * </pre>
 */
package io.quorate.benchmarks.relay;
