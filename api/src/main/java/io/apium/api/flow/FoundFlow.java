package io.apium.api.flow;

import io.apium.flow.FlowState;
import io.apium.store.FlowIndex;
import io.apium.task.TaskId;

/** A flow that exists. */
sealed interface FoundFlow {

    TaskId id();

    /** A chain, group or chord that runs as messages; Apium keeps only the list of its tasks. */
    record CanvasFlow(FlowIndex.Flow flow) implements FoundFlow {

        @Override
        public TaskId id() {
            return flow.id();
        }
    }

    /** A plan that the scheduler advances. */
    record ScheduledFlow(FlowState flow) implements FoundFlow {

        @Override
        public TaskId id() {
            return flow.id();
        }
    }
}
