/**
 * A POST that may be made again (IETF draft-ietf-httpapi-idempotency-key-header). One filter before every handler keeps
 * what was answered under the client's key.
 *
 * <pre>
 *   Idempotency-Key   same method, path, body     answer
 *   new               -                           the request is done, and its answer kept for 24 hours
 *   known, answered   yes                         the kept answer, with Idempotency-Replayed: true
 *   known, answered   no                          422
 *   known, under way  either                      409, Retry-After: 1 (422 for another request)
 *   not 1 to 255 printable characters             400
 * </pre>
 *
 * <p>Sameness is a SHA-256 of the three. An answer of 5xx is not kept: the key is free and the request may be made again,
 * also where the store stood still meanwhile ({@link io.apium.api.idempotency.IdempotencyKeeper}). A server that dies on the way
 * leaves the key taken for two minutes, longer than any request lasts; after that the request is done anew, so that a task
 * may then be there twice. Where the store is away, a request with a key is refused with 503 and not done: to do it without
 * remembering it would break the promise.
 */
@NullMarked
package io.apium.api.idempotency;

import org.jspecify.annotations.NullMarked;
