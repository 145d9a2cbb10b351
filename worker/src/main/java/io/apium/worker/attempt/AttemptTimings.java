package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.worker.metrics.WorkerMetrics;
import java.time.Duration;
import java.time.Instant;

/** Reports how long a handler ran: to the metrics, and to the flow that its task belongs to. */
record AttemptTimings(WorkerMetrics metrics, FlowTimingReporter flows) {

    void add(TaskMessage message, Instant startedAt, Duration took) {
        metrics.ran(message.task(), took);
        flows.add(message, startedAt, took);
    }
}
