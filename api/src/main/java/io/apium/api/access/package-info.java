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
 */
@NullMarked
package io.apium.api.access;

import org.jspecify.annotations.NullMarked;
