package io.apium.api.error;

import io.swagger.v3.oas.annotations.media.Schema;

/** One thing wrong with a request's JSON. */
public record FieldError(
        @Schema(description = "where, as a JSON pointer (RFC 6901)", example = "/options/priority")
        String pointer,

        @Schema(description = "what, in a sentence", example = "is a whole number from 0 to 255, got: 300")
        String detail) {

    private static final int CHARS_MAX = 500;

    /** A client hears where and what it was, and not all of what it has sent. */
    public FieldError {
        pointer = Problem.shortened(pointer, CHARS_MAX);
        detail = Problem.shortened(detail, CHARS_MAX);
    }
}
