package io.apium.api.canvas;

import io.apium.api.json.JsonCursor;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.store.BlobStore;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads the tasks and flows of requests, with the queues that they may use. */
@Component
@EnableConfigurationProperties(AllowedQueues.class)
public final class WorkReader {

    private final InstantSource clock;
    private final AllowedQueues queues;
    private final BlobStore blobs;

    public WorkReader(InstantSource clock, AllowedQueues queues, BlobStore blobs) {
        this.clock = clock;
        this.queues = queues;
        this.blobs = blobs;
    }

    /** Reads a request that is one task. */
    public Signature task(JsonCursor root) {
        return CanvasReader.readTask(root, clock.instant(), queues);
    }

    /**
     * The task of a schedule. Its fields are beside the other fields of the schedule, so the reader of the schedule
     * refuses unknown fields.
     */
    public @Nullable Signature scheduled(JsonCursor root, Instant now) {
        return CanvasReader.readScheduled(root, now, queues);
    }

    /** Reads a flow that runs as messages. */
    public Canvas flow(JsonCursor root) {
        return CanvasReader.readFlow(root, clock.instant(), queues);
    }

    /** Reads a flow that the scheduler advances. It may query the store for the size of a blob. */
    public PlanReader.Wish plan(JsonCursor root) {
        return PlanReader.read(root, clock.instant(), queues, blobs::find);
    }
}
