/** Apache Ratis. */
package io.quorate.peers.ratis;
