package io.apium.api.task;

import io.apium.api.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each task of a batch. */
@Schema(description = "What became of each task of a batch, in its order")
public record BatchView(int accepted, int rejected, List<Item> items) {

    /** One of them: an id, or a problem. */
    @Schema(name = "BatchItem")
    public record Item(
            int index,

            @Schema(description = "202, or the status of its problem", example = "202")
            int status,

            @Nullable String id,

            @Nullable Problem problem) {

        static Item accepted(int index, String id) {
            return new Item(index, 202, id, null);
        }

        static Item rejected(int index, Problem problem) {
            return new Item(index, problem.status(), null, problem);
        }
    }

    static BatchView of(List<Item> items) {
        int accepted = (int) items.stream().filter(item -> item.id() != null).count();
        return new BatchView(accepted, items.size() - accepted, items);
    }

    /** 202 when any was accepted; 503 when none was, and one of them only because something was away; else 422. */
    int status() {
        if (accepted > 0) {
            return 202;
        }
        return items.stream().anyMatch(item -> item.status() == 503) ? 503 : 422;
    }
}
