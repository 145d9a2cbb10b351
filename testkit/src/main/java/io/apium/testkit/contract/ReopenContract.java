package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.InProgress;
import io.apium.task.TaskRecord.Retrying;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link ResultStore} promises of tasks that are tried again, or run once more after they have ended, or forgotten. */
public interface ReopenContract {

    /** The store under test, the same one throughout a test. */
    ResultStore results();

    @Test
    default void a_task_that_waits_to_be_tried_again_is_found_as_it_was_written() throws Exception {
        TaskError error =
                new TaskError("ValueError", "builtins", List.of("no such row: 'ž'", "7"), "Traceback:\n  line 1");
        Retrying known = new Retrying(TaskId.random(), error, 3, TaskExamples.MOMENT);
        Retrying vague = new Retrying(TaskId.random(), TaskError.invalidTask("nothing"), 1, null);

        ListenerInbox.done(results().update(known));
        ListenerInbox.done(results().update(vague));

        assertThat(results().find(List.of(known.id(), vague.id())))
                .isEqualTo(Map.of(known.id(), known, vague.id(), vague));
    }

    @Test
    default void a_task_that_waits_to_be_tried_again_is_told_in_its_timeline_once() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());
        Retrying retrying = new Retrying(message.id(), TaskError.invalidTask("nothing"), 1, TaskExamples.MOMENT);
        ListenerInbox.done(results().accepted(message, TaskExamples.MOMENT));

        ListenerInbox.done(results().update(retrying));
        ListenerInbox.done(results().update(retrying));

        TaskHistory history = results().history(message.id()).orElseThrow();
        assertThat(history.record()).isEqualTo(retrying);
        assertThat(history.events()).extracting(Event::state).containsExactly(Event.QUEUED, TaskRecord.State.RETRY);
        assertThat(history.events().getLast().details())
                .containsEntry("error", "InvalidTaskError('nothing')")
                .containsEntry("retries", "1")
                .containsEntry("due", TaskExamples.MOMENT.toString());
    }

    @Test
    default void a_task_is_tried_again_until_it_ends_and_not_after() throws Exception {
        TaskId id = TaskId.random();
        Retrying retrying = new Retrying(id, TaskError.invalidTask("nothing"), 1, TaskExamples.MOMENT);
        TaskRecord.Ended ended = TaskExamples.succeeded(id, JsonText.NULL);

        ListenerInbox.done(results().update(retrying));
        ListenerInbox.done(results().update(new InProgress(id, InProgress.STARTED, JsonText.NULL)));
        ListenerInbox.done(results().end(ended));
        ListenerInbox.done(results().update(retrying));

        assertThat(results().find(List.of(id))).isEqualTo(Map.of(id, ended));
    }

    @Test
    default void a_task_that_is_reopened_has_not_ended_and_may_end_anew() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());
        TaskId id = message.id();
        ListenerInbox.done(results().accepted(message, TaskExamples.MOMENT));
        ListenerInbox.done(results().end(TaskExamples.failed(id)));

        ListenerInbox.done(results().reopen(id));
        ListenerInbox.done(results().reopen(id));

        assertThat(results().find(List.of(id))).isEmpty();
        TaskRecord.Ended second = TaskExamples.succeeded(id, new JsonText("2"));
        assertThat(ListenerInbox.done(results().end(second))).isEqualTo(second);
        assertThat(results().history(id).orElseThrow().events())
                .extracting(Event::state)
                .containsExactly(Event.QUEUED, TaskRecord.State.FAILURE, Event.QUEUED, TaskRecord.State.SUCCESS);
    }

    @Test
    default void a_task_that_has_not_ended_is_left_as_it_is_when_reopened() throws Exception {
        InProgress inProgress = new InProgress(TaskId.random(), InProgress.STARTED, JsonText.NULL);
        TaskId unknown = TaskId.random();
        ListenerInbox.done(results().update(inProgress));

        ListenerInbox.done(results().reopen(inProgress.id()));
        ListenerInbox.done(results().reopen(unknown));

        assertThat(results().find(List.of(inProgress.id(), unknown))).isEqualTo(Map.of(inProgress.id(), inProgress));
        assertThat(results().history(unknown)).isEmpty();
    }

    @Test
    default void what_is_forgotten_takes_nothing_else_along_and_may_be_forgotten_again() throws Exception {
        TaskRecord.Ended forgotten = TaskExamples.succeeded(TaskId.random(), JsonText.NULL);
        TaskRecord.Ended other = TaskExamples.succeeded(TaskId.random(), JsonText.NULL);
        ListenerInbox.done(results().end(forgotten));
        ListenerInbox.done(results().end(other));

        ListenerInbox.done(results().forget(List.of(forgotten.id(), TaskId.random())));
        ListenerInbox.done(results().forget(List.of(forgotten.id())));
        ListenerInbox.done(results().forget(List.of()));

        assertThat(results().find(List.of(other.id()))).isEqualTo(Map.of(other.id(), other));
    }
}
