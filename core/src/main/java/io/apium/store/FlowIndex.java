package io.apium.store;

import io.apium.canvas.Submission;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks of each flow that was started over HTTP. */
public interface FlowIndex {

    /** @throws StoreUnavailableException when it was not written */
    void keep(Flow flow);

    /** @throws UnreadableRecordException when this version cannot read the flow */
    Optional<Flow> find(TaskId id);

    /**
     * The flows that were started last, the newest first. While flows are added, one may be on two pages. A page may
     * have fewer flows than requested and yet not be the last: unreadable ones are left out, and it ends early where
     * flows are large.
     *
     * @param from the end of the page before, or null for the first page; after a flow that has expired, the page is
     *     empty
     */
    Page recent(@Nullable TaskId from, int limit);

    /** @param next where the next page begins, or null after the last */
    record Page(List<Flow> flows, @Nullable TaskId next) {

        public Page {
            flows = List.copyOf(flows);
        }
    }

    /**
     * A flow as it was started.
     *
     * @param kind chain, group, chord, task, or the kind of a plan
     * @param tasks every task of it that travels in messages; empty for a flow that the scheduler advances
     * @param results the tasks whose results are the flow's
     */
    record Flow(TaskId id, String kind, List<Submission.PlannedTask> tasks, List<TaskId> results, Instant startedAt) {}
}
