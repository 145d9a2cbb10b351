/**
 * Access to the API. One token for all clients ({@code apium.api.token}, {@code APIUM_API_TOKEN}), sent as {@code
 * Authorization: Bearer ...} and compared in constant time. Without a token the server listens on a loopback address
 * only, or does not start.
 *
 * <pre>
 *   /livez, /readyz     open, for the probes of an orchestrator
 *   everything else     401 with WWW-Authenticate without the token: also /metrics, the document at /v1/openapi.json,
 *                       and paths that do not exist
 * </pre>
 *
 * <p>Before that {@link io.apium.api.access.BrowserFilter} rejects requests that a browser sends for a page of another
 * site: with 403, or with 421 when {@code Host} is not an allowed name of this server. The two probes accept any name.
 */
@NullMarked
package io.apium.api.access;

import org.jspecify.annotations.NullMarked;
