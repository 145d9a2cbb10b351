/**
 * JSON as it goes over HTTP: strictly as RFC 8259 has it, and with no key twice. {@link io.apium.api.json.JsonCursor} reads a
 * request and gathers every mistake in it, so that a client hears of all of them at once;
 * {@link io.apium.api.json.ViewRepresentation} is an answer with the tag of its bytes.
 *
 * <p>Limits: the nesting (500), the length of a number (1,000 digits) and of a name (50,000 characters) are Jackson's own;
 * a string may be as long as the body. At most 100 mistakes are told. Numbers with a fraction keep every digit.
 */
@NullMarked
package io.apium.api.json;

import org.jspecify.annotations.NullMarked;
