/** Aeron Cluster. */
package io.quorate.peers.aeron;
