/**
 * The error responses, in one form: {@code application/problem+json} (RFC 9457).
 *
 * <p>A {@link io.apium.api.error.ApiError} is the reason as data. One exhaustive switch converts it to a {@link
 * io.apium.api.error.Problem}: with type, status and text. The types are names, not addresses, and do not change:
 *
 * <pre>
 *   urn:apium:problem:bad-parameter           400   a header or a query parameter is invalid
 *   urn:apium:problem:unreadable-json         400   the body is not JSON; the detail has line and column
 *   urn:apium:problem:unauthorized            401   the token is missing or wrong
 *   urn:apium:problem:unknown-id              404   no task, flow, dead letter, schedule or blob of that id
 *   urn:apium:problem:unknown-path            404   no resource has this path
 *   urn:apium:problem:unreadable-record       409   the stored value is damaged, or a newer version wrote it
 *   urn:apium:problem:method-not-allowed      405   see Allow
 *   urn:apium:problem:not-acceptable          406   the response has none of the types in Accept
 *   urn:apium:problem:body-timeout            408   the body arrived too slowly; the connection is closed
 *   urn:apium:problem:idempotency-key-in-use  409   the first request with that key is still running
 *   urn:apium:problem:name-taken              409   a schedule has this name
 *   urn:apium:problem:declared-schedule       409   change it where it is declared
 *   urn:apium:problem:too-many-schedules      409   there are already 10,000
 *   urn:apium:problem:changed-meanwhile       409   see Retry-After
 *   urn:apium:problem:precondition-failed     412   the version in If-Match is not current
 *   urn:apium:problem:body-too-large          413   over apium.api.max-body-size, or a blob over apium.api.max-blob-size
 *   urn:apium:problem:unsupported-media-type  415   see Accept
 *   urn:apium:problem:unsupported-content-encoding  415   the body must not be compressed
 *   urn:apium:problem:no-such-range           416   Content-Range has the size
 *   urn:apium:problem:digest-mismatch         422   the body does not match Repr-Digest or Content-Digest
 *   urn:apium:problem:invalid-request         422   errors[] has each error with its JSON pointer
 *   urn:apium:problem:idempotency-key-reused  422   the key was used for another request
 *   urn:apium:problem:defect                  500   a defect of the server; see its log
 *   urn:apium:problem:broker-unavailable      503   see Retry-After
 *   urn:apium:problem:store-unavailable       503   see Retry-After
 *   urn:apium:problem:server-busy             503   the memory for bodies is used up; see Retry-After
 *   urn:apium:problem:server-stopping         503   see Retry-After
 *   about:blank                               any   other errors of the HTTP server
 * </pre>
 */
@NullMarked
package io.apium.api.problem;

import org.jspecify.annotations.NullMarked;
