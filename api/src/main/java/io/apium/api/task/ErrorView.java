package io.apium.api.task;

import io.apium.task.TaskError;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a task did not end well. */
@Schema(description = "Why a task did not end well")
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
