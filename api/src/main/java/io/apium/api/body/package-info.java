/**
 * Request bodies and their limits. One filter before every handler reads the whole body into memory; only the body of a
 * blob is streamed.
 *
 * <pre>
 *   body                                                response
 *   longer than apium.api.max-body-size                 413, before it is read when Content-Length is too large
 *   compressed                                          415
 *   slower than apium.api.body-timeout plus one second
 *   for each 32 KiB                                     408, and the connection is closed
 *   larger than the free part of
 *   apium.api.max-body-memory                           503 with Retry-After, usually before it is read
 * </pre>
 *
 * <p>Memory is estimated, not measured: 8 bytes for each byte of a body, and 64 to 400 bytes for each JSON value. A
 * quarter is reserved for requests of less than 1 MiB by this estimate, so large requests never keep small ones out. A
 * request that needs more than the whole memory runs alone. Requests wait up to a second for memory.
 *
 * <p>Bodies over 64 KiB are handled on a platform thread each, because virtual threads are not preempted.
 */
@NullMarked
package io.apium.api.body;

import org.jspecify.annotations.NullMarked;
