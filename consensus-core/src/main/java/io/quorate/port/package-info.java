/**
 * What the core needs from the world, as interfaces: a log, a vote store, a way to send, a state
 * machine to feed. Each port has one contract suite which every adapter inherits.
 */
package io.quorate.port;
