package io.apium.api.flow;

import io.apium.flow.FlowState;
import io.apium.store.FlowIndex;
import io.apium.task.TaskId;

/** A flow that there is. */
sealed interface FoundFlow {

    TaskId id();

    /** One that travels in messages, of which nothing is known but its tasks. */
    record CanvasFlow(FlowIndex.Flow flow) implements FoundFlow {

        @Override
        public TaskId id() {
            return flow.id();
        }
    }

    /** @param revision of the ledger's entry */
    record ScheduledFlow(FlowState flow, long revision) implements FoundFlow {

        @Override
        public TaskId id() {
            return flow.id();
        }
    }
}
