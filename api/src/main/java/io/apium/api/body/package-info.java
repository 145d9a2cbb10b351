/**
 * The bodies of requests, and what they may cost. One filter before every handler reads a body whole, unless it is a blob's,
 * which is never in memory as a whole.
 *
 * <pre>
 *   body                                                answer
 *   longer than apium.api.max-body-size                413, before any of it is read where its length was announced
 *   compressed                                          415
 *   slower than apium.api.body-timeout, or for large
 *   ones than 32 KiB/s                                  408, and the connection is closed
 *   more than the memory that other requests leave
 *   of apium.api.max-body-memory                        503 with Retry-After, mostly before any of it is read
 * </pre>
 *
 * <p>Memory is counted and not measured: 8 bytes for each byte of a body, and 64 to 400 for each JSON value. A quarter is
 * reserved for requests of less than 1 MiB in that count, so large requests never keep small ones out. A request that needs
 * more than there is runs alone. Requests wait up to a second for memory.
 *
 * <p>Bodies over 64 KiB are worked on by a platform thread each, since virtual threads are not preempted.
 */
@NullMarked
package io.apium.api.body;

import org.jspecify.annotations.NullMarked;
