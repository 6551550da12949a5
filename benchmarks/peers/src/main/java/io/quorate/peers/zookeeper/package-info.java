/** Apache ZooKeeper. */
package io.quorate.peers.zookeeper;
