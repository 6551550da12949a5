/**
 * Elections in virtual time, by the very node that runs in production: tens of thousands in the
 * time that a real cluster needs for ten. Wires have the delay they are given, machines no noise
 * but what is planted, and one seed decides everything.
 */
package io.quorate.benchmarks.virtual;
