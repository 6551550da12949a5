/**
 * Quorate: a fast Raft core for the JVM.
 *
 * <p>Dependencies point one way: adapters → {@code node} → {@code raft} → {@code wire}, and {@code
 * raft} → {@code port}.
 */
package io.quorate;
