/**
 * JSON over HTTP: strict RFC 8259, without duplicate keys. {@link io.apium.api.json.JsonCursor} reads a request and
 * collects all errors in it, so that one response reports them all; {@link io.apium.api.json.ViewRepresentation} is a
 * response body with its ETag.
 *
 * <p>Limits: the nesting (500), the length of a number (1,000 digits) and of a name (50,000 characters) are Jackson's
 * own; a string may be as long as the body. A response reports at most 100 errors. Decimal numbers keep every digit.
 */
@NullMarked
package io.apium.api.json;

import org.jspecify.annotations.NullMarked;
