/**
 * The words that nodes exchange and the entries that they keep: flyweights over buffers.
 *
 * <p>One class reads and writes one layout; the picture above it is its specification, and a
 * golden-bytes test pins it. All integers are little-endian. A frame from outside passes
 * {@link io.quorate.wire.Message#check} before any of its fields is used.
 */
package io.quorate.wire;
