package io.apium.worker.node;

import io.apium.worker.binding.HandlerJson;
import io.apium.worker.child.ChildBootstrap;
import io.apium.worker.child.ChildCallCodec;
import io.apium.worker.child.ChildPool;
import io.apium.worker.child.ChildProperties;
import io.apium.worker.child.ChildSetup;
import io.apium.worker.child.main.ChildMain;
import io.apium.worker.config.PoolConfig;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.metrics.WorkerMetrics;
import java.io.IOException;

/**
 * Starts the child processes of a process pool.
 *
 * @param setup the settings that each child process receives when it starts
 */
record ChildPoolFactory(ChildProperties properties, ChildSetup setup, HandlerJson handlerJson, WorkerMetrics metrics) {

    /** @throws MisconfiguredException when the first child does not start */
    ChildPool start(PoolConfig plan) {
        ChildBootstrap bootstrap = new ChildBootstrap(
                ChildMain.class, setup.written(handlerJson), ChildCallCodec.REHEARSAL.written(handlerJson));
        try {
            return ChildPool.started(properties, bootstrap, plan.slotsAtFirst(), metrics.starts(plan.name()));
        } catch (ChildLostException | IOException e) {
            throw new MisconfiguredException("pool " + plan.name() + " has no child process: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MisconfiguredException("the worker was stopped before its first child process was ready");
        }
    }
}
