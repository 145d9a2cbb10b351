/**
 * Who may ask. One token for everyone ({@code apium.api.token}, {@code APIUM_API_TOKEN}), sent as
 * {@code Authorization: Bearer ...} and compared in constant time. Without one the server listens on the loopback address
 * only, or does not start.
 *
 * <pre>
 *   /livez, /readyz     open, since an orchestrator asks them
 *   everything else     401 with WWW-Authenticate without the token: also /metrics, the document at /v1/openapi.json,
 *                       and paths that do not exist
 * </pre>
 *
 * <p>Before that {@link io.apium.api.access.BrowserFilter} refuses what a page of another site has a browser send: 403, or
 * 421 where the {@code Host} is none of this server's names. The two probes are answered under any name.
 */
@NullMarked
package io.apium.api.access;

import org.jspecify.annotations.NullMarked;
