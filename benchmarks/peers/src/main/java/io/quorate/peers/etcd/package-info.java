/** etcd, as processes of the operating system. */
package io.quorate.peers.etcd;
