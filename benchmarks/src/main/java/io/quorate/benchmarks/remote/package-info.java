/** Clusters that run elsewhere: all that is known of them comes over the network. */
package io.quorate.benchmarks.remote;
