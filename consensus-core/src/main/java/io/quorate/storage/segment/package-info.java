/**
 * A durable log in segments, whatever the segments are made of.
 *
 * <p>The log writes entries straight into the memory of the newest segment, in
 * {@linkplain io.quorate.storage.segment.Batch batches}; helper threads make segments ahead, sync
 * them and delete them. An adapter brings {@link io.quorate.storage.segment.Segments} and has the
 * index, the durable position, truncation, purging, recovery, the hard state and the directory's
 * rules from here.
 */
package io.quorate.storage.segment;
