/** SOFAJRaft. */
package io.quorate.peers.jraft;
