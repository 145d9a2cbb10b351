package io.apium.worker;

import io.apium.canvas.FlowMark;
import io.apium.canvas.Membership;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Parts;
import io.apium.flow.Timing;
import io.apium.store.FlowTimes;
import io.apium.worker.source.Items;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how long each attempt at a task of a flow took. Of other tasks nobody is told anything. */
record Timings(FlowTimes times, String worker, Pool pool) {

    private static final Logger log = LoggerFactory.getLogger(Timings.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** Before anything is written of what it came to: writes keep their order, and whoever reads that finds this. */
    void add(TaskMessage message, Instant startedAt, Duration took) {
        if (!message.options().extra().containsKey(FlowMark.HEADER)) {
            return;
        }
        var _ = DONE.thenCompose(_ -> message.flow()
                        .map(mark -> times.add(new Timing(mark, worker, pool.slots(), startedAt, took, items(message))))
                        .orElse(DONE))
                .exceptionally(failure -> {
                    log.warn("how long {} {} took is not known to its flow", message.task(), message.id(), failure);
                    return null;
                });
    }

    /** Of a map, as its positions count them: lines by their bytes. An item that is sent alone is a member of a chord. */
    private static long items(TaskMessage message) {
        if (message.task().equals(Parts.PART)) {
            return Items.count(message.signature().kwargs().get("over"));
        }
        Membership place = message.options().membership();
        return place != null && place.chord() != null ? 1 : 0;
    }
}
