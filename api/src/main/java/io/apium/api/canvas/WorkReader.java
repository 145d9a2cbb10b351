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

/** Reads the work that requests ask for, for the queues that they may send to. */
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

    /** One task by itself, of a request that asks for nothing else. */
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

    /** A flow that messages can carry. */
    public Canvas flow(JsonCursor root) {
        return CanvasReader.readFlow(root, clock.instant(), queues);
    }

    /** A flow that the scheduler is to advance. It may be asked of the store how large a blob is. */
    public PlanReader.Wish plan(JsonCursor root) {
        return PlanReader.read(root, clock.instant(), queues, blobs::find);
    }
}
