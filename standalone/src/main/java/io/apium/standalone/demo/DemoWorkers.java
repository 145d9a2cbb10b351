package io.apium.standalone.demo;

import io.apium.client.TaskClient;
import io.apium.store.ResultStore;

/** Starts workers for the demo. The demo has one worker at a time, so that no other takes its tasks or processors. */
@FunctionalInterface
public interface DemoWorkers {

    /** @param slots how many tasks the worker runs at once */
    Worker start(PoolKind kind, int slots);

    /** A running worker, and a client for it. */
    interface Worker extends AutoCloseable {

        TaskClient client();

        ResultStore results();

        @Override
        void close();
    }
}
