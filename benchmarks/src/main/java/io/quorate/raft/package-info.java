/** Benchmarks of what only this package may see. */
package io.quorate.raft;
