/**
 * Storage that is gone when the process ends: for tests, for the simulator, and as the baseline of
 * every storage benchmark.
 */
package io.quorate.storage.memory;
