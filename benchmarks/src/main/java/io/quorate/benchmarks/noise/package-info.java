/** The guard that notes, for each iteration and trial, what disturbed it. */
package io.quorate.benchmarks.noise;
