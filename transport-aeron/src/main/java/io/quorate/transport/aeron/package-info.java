/**
 * Members that talk over Aeron, by UDP or through shared memory.
 * <pre>
 *   member A                                                        member B
 *   Link to B ── control Way ──► publication ~~~► subscription ──► Hearing ── Link to A
 *             ── bulk Way    ──► publication ~~~► subscription ──► Hearing
 * </pre>
 * Each pair of members has four streams, one per direction and lane, so that nothing waits behind
 * anything it need not wait behind: heartbeats not behind bulk data, no peer behind another. The
 * stream tells who speaks, and the session's id tells which life of the speaker it is; a new life
 * is answered by dialling it anew at once, since Aeron by itself would try only every 100 ms.
 *
 * <p>{@link io.quorate.transport.aeron.AeronDriver} says how the media driver is had.
 */
package io.quorate.transport.aeron;
