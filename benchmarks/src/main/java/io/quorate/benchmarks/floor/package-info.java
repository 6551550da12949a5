/** The least that a majority log over Aeron has to do, without a protocol: what Raft is held to. */
package io.quorate.benchmarks.floor;
