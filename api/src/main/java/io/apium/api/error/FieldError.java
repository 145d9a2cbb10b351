package io.apium.api.error;

import io.swagger.v3.oas.annotations.media.Schema;

/** One error in the JSON of a request. */
public record FieldError(
        @Schema(description = "the place, as a JSON pointer (RFC 6901)", example = "/options/priority")
        String pointer,

        @Schema(
                description = "the rule and the value; the subject is the value at the pointer",
                example = "must be a whole number from 0 to 255, got: 300")
        String detail) {

    private static final int CHARS_MAX = 500;

    /** Limits both texts to 500 characters. */
    public FieldError {
        pointer = Problem.shortened(pointer, CHARS_MAX);
        detail = Problem.shortened(detail, CHARS_MAX);
    }
}
