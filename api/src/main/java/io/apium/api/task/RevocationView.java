package io.apium.api.task;

import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A revocation that is in force. */
@Schema(description = "A recorded revocation: it applies to tasks that match all its fields")
public record RevocationView(
        @Nullable String task,

        @Nullable String queue,

        @Nullable String group,

        @Nullable String root,

        @Schema(description = "the time at which it ends") Instant until) {

    static RevocationView of(Revocation.OfAll revocation) {
        TaskFilter filter = revocation.filter();
        return new RevocationView(
                filter.task(), text(filter.queue()), text(filter.group()), text(filter.root()), revocation.until());
    }

    private static @Nullable String text(@Nullable Object name) {
        return name == null ? null : name.toString();
    }
}
