/** Quorate itself, as one of the systems that are compared. */
package io.quorate.peers.quorate;
