package io.apium.store;

import io.apium.canvas.ChordPart;
import io.apium.canvas.ChordSize;
import io.apium.task.Fault;
import io.apium.task.GroupId;
import io.apium.task.Payload;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts the parts of chords, in the keys that Celery counts them in. */
public interface ChordStore {

    CompletableFuture<Void> expect(ChordSize size);

    /**
     * Counts a part, once however often it is given. Counting, comparing with the size and claiming the body are one step;
     * the claim belongs to the task that made the count full, which is told so again until {@link #settle}.
     */
    CompletableFuture<Join> join(ChordPart part);

    /** The body of the chord is on its way: forget the parts. */
    CompletableFuture<Void> settle(GroupId group);

    /** What counting a part came to. */
    sealed interface Join {

        /** Others are still to come, or another task has the claim. */
        record Waiting() implements Join {}

        /** All parts are there and ended well; their results, in the order of the group. */
        record Complete(List<Payload> results) implements Join {}

        /** All parts are there and one of them failed. */
        record Broken(Fault fault) implements Join {}
    }
}
