/**
 * The OpenAPI document at {@code /v1/openapi.json}, made from the controllers and their views. Requests are read by
 * hand, so that one response reports all errors; their JSON schemas are in {@code forms.json}, and a test compares
 * these with the fields that the readers accept.
 *
 * <p>The document is checked in as {@code docs/openapi.json}, and a test compares the two. It names no server, because
 * the address depends on the installation.
 */
@NullMarked
package io.apium.api.openapi;

import org.jspecify.annotations.NullMarked;
