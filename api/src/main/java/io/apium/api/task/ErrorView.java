package io.apium.api.task;

import io.apium.task.TaskError;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The error of a failed or revoked task or flow. */
@Schema(description = "The error of a failed or revoked task or flow")
public record ErrorView(
        @Schema(example = "IllegalStateException") String type,

        String message,

        @Schema(description = "the Java package or Python module of the type")
        String module,

        @Nullable String traceback) {

    public static ErrorView of(TaskError error) {
        return new ErrorView(error.type(), error.message(), error.module(), error.traceback());
    }
}
