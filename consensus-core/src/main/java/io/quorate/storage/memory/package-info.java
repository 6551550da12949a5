/** Storage that ends with the process: for tests, and as the baseline of every benchmark. */
package io.quorate.storage.memory;
