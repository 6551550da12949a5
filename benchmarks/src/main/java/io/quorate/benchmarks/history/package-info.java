/** Histories of clients of a real cluster under faults, written to files and checked. */
package io.quorate.benchmarks.history;
