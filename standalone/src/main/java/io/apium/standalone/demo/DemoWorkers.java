package io.apium.standalone.demo;

import io.apium.client.TaskClient;
import io.apium.store.ResultStore;

/** Where the demo gets its workers from. It has one at a time, so that nothing else takes its tasks or its processors. */
@FunctionalInterface
public interface DemoWorkers {

    /** @param slots how many tasks it runs at once */
    Worker start(PoolKind kind, int slots);

    /** A worker that takes tasks until it is closed, and a client to send them with. */
    interface Worker extends AutoCloseable {

        TaskClient client();

        ResultStore results();

        @Override
        void close();
    }
}
