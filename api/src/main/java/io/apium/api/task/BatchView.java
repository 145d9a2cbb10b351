package io.apium.api.task;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of each task of a batch. */
@Schema(description = "The outcome of each task of a batch, in the same order")
public record BatchView(
        @Schema(description = "number of tasks that RabbitMQ has confirmed or Redis has stored")
        long accepted,

        @Schema(description = "number of tasks that were not sent")
        long rejected,

        @Schema(description = "number of tasks that were sent and that RabbitMQ did not confirm in time; they may run")
        long unknown,

        @Schema(description = "number of items whose problem is left out, because a response has at most 100 errors")
        int problemsOmitted,

        List<Item> items) {

    static final String ACCEPTED = "accepted";
    static final String REJECTED = "rejected";
    static final String UNKNOWN = "unknown";

    /** One task: an id, a problem, or both when the outcome is unknown. */
    @Schema(name = "BatchItem")
    public record Item(
            int index,

            @Schema(allowableValues = {ACCEPTED, REJECTED, UNKNOWN})
            String outcome,

            @Schema(description = "202, or the status of the problem", example = "202")
            int status,

            @Nullable String id,

            @Nullable Problem problem) {

        static Item accepted(int index, String id) {
            return new Item(index, ACCEPTED, 202, id, null);
        }

        static Item rejected(int index, Problem problem) {
            return new Item(index, REJECTED, problem.status(), null, problem);
        }

        static Item unknown(int index, String id, Problem problem) {
            return new Item(index, UNKNOWN, problem.status(), id, problem);
        }

        private int errors() {
            return problem == null
                    ? 0
                    : problem.errors() == null ? 1 : problem.errors().size();
        }

        private Item withoutProblem() {
            return new Item(index, outcome, status, id, null);
        }
    }

    static BatchView of(List<Item> all) {
        List<Item> items = new ArrayList<>(all.size());
        int errors = 0;
        int omitted = 0;
        for (Item item : all) {
            boolean isDescribed = item.problem() == null || errors < ApiBounds.BATCH_ERRORS.max();
            errors += item.errors();
            omitted += isDescribed ? 0 : 1;
            items.add(isDescribed ? item : item.withoutProblem());
        }
        return new BatchView(count(all, ACCEPTED), count(all, REJECTED), count(all, UNKNOWN), omitted, items);
    }

    private static long count(List<Item> items, String outcome) {
        return items.stream().filter(item -> item.outcome().equals(outcome)).count();
    }

    /** 202 when at least one was accepted; else 503 when one failed on an outage; else 422. */
    int status() {
        if (accepted > 0) {
            return 202;
        }
        return items.stream().anyMatch(item -> item.status() == 503) ? 503 : 422;
    }
}
