/**
 * Repeatable POST requests (IETF draft-ietf-httpapi-idempotency-key-header). One filter before every handler stores the
 * response under the key of the client.
 *
 * <pre>
 *   Idempotency-Key   same method, path, body     response
 *   new               -                           the request runs, and its response is stored for 24 hours
 *   completed         yes                         the stored response, with Idempotency-Replayed: true
 *   completed         no                          422
 *   running           either                      409, Retry-After: 1 (422 for another request)
 *   not 1 to 255 printable characters             400
 * </pre>
 *
 * <p>Requests are compared by a SHA-256 of the three. A 5xx response is not stored: the key is released and the request
 * can be repeated, also when Redis was unavailable meanwhile ({@link io.apium.api.idempotency.IdempotencyKeeper}). A
 * server that dies during the request leaves the key claimed for two minutes, longer than any request; after that the
 * request runs again, and its task may run twice. While Redis is unavailable, a request with a key returns 503 and is not
 * executed.
 */
@NullMarked
package io.apium.api.idempotency;

import org.jspecify.annotations.NullMarked;
