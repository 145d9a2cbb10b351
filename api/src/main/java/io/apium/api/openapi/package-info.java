/**
 * What the server says of itself at {@code /v1/openapi.json}: OpenAPI, made from the controllers and their views. The forms
 * of requests are read by hand, so that every mistake in them can be told at once; their schemas are JSON schemas in
 * {@code forms.json} beside this package, and a test holds them to the fields that are read.
 *
 * <p>The document is checked in as {@code docs/openapi.json}, and a test compares the two. It names no server: whoever
 * serves it knows its own address.
 */
@NullMarked
package io.apium.api.openapi;

import org.jspecify.annotations.NullMarked;
