/**
 * Log, vote and identity in the mapped files of Chronicle Queue.
 *
 * <p>The core's segmented log is the log; here is what its segments are made of:
 * {@link io.quorate.storage.chronicle.ChronicleSegments} makes a
 * {@link io.quorate.storage.chronicle.QueueSegment} ahead of use and finds a
 * {@link io.quorate.storage.chronicle.SealedQueue} when a process starts. What each has on disk, a
 * {@link io.quorate.storage.chronicle.QueueDirectory} knows. Chronicle's classes appear only in
 * {@code QueueSegment} and in what configures it.
 */
package io.quorate.storage.chronicle;
