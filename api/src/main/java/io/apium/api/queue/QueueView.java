package io.apium.api.queue;

import io.apium.broker.QueueInspector.QueueDepth;
import io.apium.task.QueueName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A queue as a client reads it. */
@Schema(description = "A queue and its messages at the moment of the request")
public record QueueView(
        @Schema(example = "celery") String name,

        @Schema(description = "messages that wait for a consumer; those that a worker has taken are not counted")
        long ready,

        @Schema(description = "consumers of any kind; a worker of Apium is one consumer of each of its queues")
        int consumers,

        @Schema(description = "the workers of Apium that consume the queue, by name")
        List<String> workers) {

    static QueueView of(QueueName queue, QueueDepth depth, List<String> workers) {
        return new QueueView(queue.name(), depth.ready(), depth.consumers(), workers);
    }
}
