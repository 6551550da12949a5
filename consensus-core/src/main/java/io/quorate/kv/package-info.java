/**
 * A key-value store with compare-and-set as a state machine: the example to start from, and what
 * tests and benchmarks put their load on.
 */
package io.quorate.kv;
