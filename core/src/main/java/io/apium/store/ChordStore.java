package io.apium.store;

import io.apium.canvas.ChordSize;
import io.apium.canvas.CompletedChordMember;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts the parts of chords, in the keys that Celery counts them in. */
public interface ChordStore {

    CompletableFuture<Void> expect(ChordSize size);

    /**
     * Counts a part, once however often it is given. Counting, comparing with the size and claiming the body are one step;
     * the claim belongs to the task that made the count full, which is told so again until {@link #settle}.
     */
    CompletableFuture<Join> join(CompletedChordMember part);

    /** The body of the chord is on its way, or has failed: forget the parts. One that is counted later is only Waiting. */
    CompletableFuture<Void> settle(GroupId group);

    /** What counting a part came to. */
    sealed interface Join {

        /** Others are still to come, or another task has the claim. */
        record Waiting() implements Join {}

        /** All parts are there and ended well; their results, in the order of the group. */
        record Complete(List<JsonText> results) implements Join {}

        /**
         * The chord can never be complete: all parts are there and one of them failed, two parts have one id, or the count
         * was lost.
         */
        record Broken(TaskError error) implements Join {}

        /** What was counted cannot be read. The chord fails; what is there stays until it expires. */
        record Unreadable(TaskError error) implements Join {}

        /**
         * Nobody has said how many parts there are: a Celery client says so just before it sends the last one, or the count
         * has expired, or the store has lost it. Only one part of a chord is told this, and counts again after a while: when
         * no size and no other part has come by then the answer is {@link Broken}.
         *
         * @param again how long to wait before it is counted again
         */
        record SizeUnknown(Duration again) implements Join {}
    }
}
