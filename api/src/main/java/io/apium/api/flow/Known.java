package io.apium.api.flow;

import io.apium.flow.Flow;
import io.apium.store.FlowStore;
import io.apium.task.TaskId;

/** A flow that there is. */
sealed interface Known {

    TaskId id();

    /** One that travels in messages, of which nothing is known but its tasks. */
    record Carried(FlowStore.Flow flow) implements Known {

        @Override
        public TaskId id() {
            return flow.id();
        }
    }

    /** @param revision of the ledger's entry */
    record Advanced(Flow flow, long revision) implements Known {

        @Override
        public TaskId id() {
            return flow.id();
        }
    }
}
