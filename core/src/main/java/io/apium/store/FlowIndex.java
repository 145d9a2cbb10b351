package io.apium.store;

import io.apium.canvas.Submission;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The flows that clients started over HTTP or from Java, and the tasks of those that run as messages. */
public interface FlowIndex {

    /** @throws StoreUnavailableException when it was not written */
    void keep(Flow flow);

    /** @throws UnreadableRecordException when there is one that this version cannot read */
    Optional<Flow> find(TaskId id);

    /**
     * Those that were started last, the newest first. One may come on two pages while others are kept. A page may have
     * fewer flows than were asked for and yet not be the last: those that cannot be read are left out, and it ends early
     * where flows are large.
     *
     * @param from where the page before ended, or null for the first page; behind one that was forgotten by now there is
     *     nothing
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
     * @param kind chain, group, chord, task, or what else a plan is
     * @param tasks every task of it that travels in messages; none of a flow that the scheduler advances
     * @param results those whose results are the flow's
     */
    record Flow(TaskId id, String kind, List<Submission.PlannedTask> tasks, List<TaskId> results, Instant startedAt) {}
}
