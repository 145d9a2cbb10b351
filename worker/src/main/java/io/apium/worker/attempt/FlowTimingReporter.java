package io.apium.worker.attempt;

import io.apium.canvas.FlowHeader;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.TaskMessage;
import io.apium.flow.AttemptTiming;
import io.apium.flow.MapMessages;
import io.apium.store.FlowTimingStore;
import io.apium.worker.input.PartItems;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores how long each attempt at a task of a flow took; attempts at other tasks are not stored. */
record FlowTimingReporter(FlowTimingStore times, String worker, Pool pool) {

    private static final Logger log = LoggerFactory.getLogger(FlowTimingReporter.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** Called before the record is written: writes keep their order, so a reader of the record finds the timing too. */
    void add(TaskMessage message, Instant startedAt, Duration took) {
        if (!message.options().extra().containsKey(FlowHeader.HEADER)) {
            return;
        }
        var _ = DONE.thenCompose(_ -> message.flow()
                        .map(mark -> times.add(
                                new AttemptTiming(mark, worker, pool.slots(), startedAt, took, items(message))))
                        .orElse(DONE))
                .exceptionally(failure -> {
                    log.warn("timing of an attempt not stored task={} id={}", message.task(), message.id(), failure);
                    return null;
                });
    }

    /**
     * The number of items of a part of a map, as its positions count them: lines by their bytes. A chord member is
     * one item.
     */
    private static long items(TaskMessage message) {
        if (message.task().equals(MapMessages.PART)) {
            return PartItems.count(message.signature().kwargs().get("over"));
        }
        GroupMembership place = message.options().membership();
        return place != null && place.chord() != null ? 1 : 0;
    }
}
