/** What one election and one failover are: how they are brought about, timed and checked. */
package io.quorate.benchmarks.trial;
