/** MicroRaft. */
package io.quorate.peers.microraft;
