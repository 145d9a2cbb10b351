package io.apium.api.queue;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The queues. */
@Schema(description = "The queues of Apium, by name; at most 1,000")
public record QueuesView(List<QueueView> queues) {}
