/** Peers, clients and heartbeats over Aeron UDP or IPC. */
package io.quorate.transport.aeron;
