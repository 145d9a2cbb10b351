package io.apium.store;

import io.apium.canvas.ChordSize;
import io.apium.canvas.CompletedChordMember;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts the members of chords, in Celery's keys. */
public interface ChordStore {

    CompletableFuture<Void> expect(ChordSize size);

    /**
     * Counts a member, once however often it is passed. Counting, comparing with the size and claiming the body are one
     * atomic step. The claim belongs to the task that completed the count, which receives the same answer until
     * {@link #settle}.
     */
    CompletableFuture<Join> join(CompletedChordMember part);

    /**
     * The body of the chord was sent, or has failed: deletes the counted members. A member that is counted later is
     * only Waiting.
     */
    CompletableFuture<Void> settle(GroupId group);

    /** The result of counting a member. */
    sealed interface Join {

        /** Other members are missing, or another task has the claim. */
        record Waiting() implements Join {}

        /** All members ended successfully; their results, in the order of the group. */
        record Complete(List<JsonText> results) implements Join {}

        /**
         * The chord can never be complete: all members have ended and one failed, two members have one id, or the count
         * was lost.
         */
        record Broken(TaskError error) implements Join {}

        /** The counted members cannot be read. The chord fails; the stored data stays until it expires. */
        record Unreadable(TaskError error) implements Join {}

        /**
         * The size of the chord is not known: a Celery client stores it just before it sends the last member, or it has
         * expired or was lost. Only one member of a chord receives this answer, and counts again later: without a size
         * and another member until then, the answer is {@link Broken}.
         *
         * @param again how long to wait before it is counted again
         */
        record SizeUnknown(Duration again) implements Join {}
    }
}
