/** The two kinds of load, closed loop for throughput and open loop for outages, and its clocks. */
package io.quorate.benchmarks.load;
