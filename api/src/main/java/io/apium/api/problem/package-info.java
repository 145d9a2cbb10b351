/**
 * Why a request was not done, in one form: {@code application/problem+json} (RFC 9457).
 *
 * <p>A {@link io.apium.api.error.ApiError} is the reason as data. One exhaustive switch turns it into a
 * {@link io.apium.api.error.Problem}: its type, status and words. The types are names and not addresses, and stay as they
 * are:
 *
 * <pre>
 *   urn:apium:problem:bad-parameter           400   a header, or a parameter of the query, makes no sense
 *   urn:apium:problem:unreadable-json         400   the body is not JSON; line and column say where
 *   urn:apium:problem:unauthorized            401   the token is missing or wrong
 *   urn:apium:problem:unknown-id              404   no task, flow, dead letter, schedule or blob of that id
 *   urn:apium:problem:unknown-path            404   nothing is served there
 *   urn:apium:problem:unreadable-record       409   what is stored was damaged, or a newer version wrote it
 *   urn:apium:problem:method-not-allowed      405   see Allow
 *   urn:apium:problem:not-acceptable          406   the answer has none of the forms in Accept
 *   urn:apium:problem:body-timeout            408   the body came too slowly; the connection is closed
 *   urn:apium:problem:idempotency-key-in-use  409   the first request with that key is still under way
 *   urn:apium:problem:name-taken              409   there is a schedule of that name
 *   urn:apium:problem:declared-schedule       409   it is changed where it is declared
 *   urn:apium:problem:too-many-schedules      409   there are 10,000
 *   urn:apium:problem:changed-meanwhile       409   see Retry-After
 *   urn:apium:problem:precondition-failed     412   it is not what If-Match says was seen
 *   urn:apium:problem:body-too-large          413   over apium.api.max-body-size, or a blob over apium.api.max-blob-size
 *   urn:apium:problem:unsupported-media-type  415   see Accept
 *   urn:apium:problem:unsupported-content-encoding  415   the body must not be compressed
 *   urn:apium:problem:no-such-range           416   Content-Range has the size
 *   urn:apium:problem:digest-mismatch         422   the body is not what Repr-Digest or Content-Digest says
 *   urn:apium:problem:invalid-request         422   errors[] names each mistake by its JSON pointer
 *   urn:apium:problem:idempotency-key-reused  422   the key was used for another request
 *   urn:apium:problem:defect                  500   a mistake of ours; the log has it
 *   urn:apium:problem:broker-unavailable      503   see Retry-After
 *   urn:apium:problem:store-unavailable       503   see Retry-After
 *   urn:apium:problem:server-busy             503   other requests take the memory; see Retry-After
 *   urn:apium:problem:server-stopping         503   see Retry-After
 *   about:blank                               any   other refusals of the HTTP server itself
 * </pre>
 */
@NullMarked
package io.apium.api.problem;

import org.jspecify.annotations.NullMarked;
