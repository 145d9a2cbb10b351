package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.Retrying;
import io.apium.task.TaskRecord.Underway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link ResultStore} promises of tasks that are tried again, or run once more after they have ended, or forgotten. */
public interface ReopenContract {

    /** The store under test, the same one throughout a test. */
    ResultStore results();

    @Test
    default void a_task_that_waits_to_be_tried_again_is_found_as_it_was_written() throws Exception {
        Fault fault = new Fault("ValueError", "builtins", List.of("no such row: 'ž'", "7"), "Traceback:\n  line 1");
        Retrying known = new Retrying(TaskId.random(), fault, 3, Examples.MOMENT);
        Retrying vague = new Retrying(TaskId.random(), Fault.invalidTask("nothing"), 1, null);

        Inbox.done(results().update(known));
        Inbox.done(results().update(vague));

        assertThat(results().find(List.of(known.id(), vague.id())))
                .isEqualTo(Map.of(known.id(), known, vague.id(), vague));
    }

    @Test
    default void a_task_that_waits_to_be_tried_again_is_told_in_its_timeline_once() throws Exception {
        TaskMessage message = Examples.simple(Examples.queue());
        Retrying retrying = new Retrying(message.id(), Fault.invalidTask("nothing"), 1, Examples.MOMENT);
        Inbox.done(results().accepted(message, Examples.MOMENT));

        Inbox.done(results().update(retrying));
        Inbox.done(results().update(retrying));

        TaskHistory history = results().history(message.id()).orElseThrow();
        assertThat(history.record()).isEqualTo(retrying);
        assertThat(history.events()).extracting(Event::state).containsExactly(Event.QUEUED, TaskRecord.State.RETRY);
        assertThat(history.events().getLast().details())
                .containsEntry("error", "InvalidTaskError('nothing')")
                .containsEntry("retries", "1")
                .containsEntry("due", Examples.MOMENT.toString());
    }

    @Test
    default void a_task_is_tried_again_until_it_ends_and_not_after() throws Exception {
        TaskId id = TaskId.random();
        Retrying retrying = new Retrying(id, Fault.invalidTask("nothing"), 1, Examples.MOMENT);
        TaskRecord.Ended ended = Examples.succeeded(id, Payload.NULL);

        Inbox.done(results().update(retrying));
        Inbox.done(results().update(new Underway(id, Underway.STARTED, Payload.NULL)));
        Inbox.done(results().end(ended));
        Inbox.done(results().update(retrying));

        assertThat(results().find(List.of(id))).isEqualTo(Map.of(id, ended));
    }

    @Test
    default void a_task_that_is_reopened_has_not_ended_and_may_end_anew() throws Exception {
        TaskMessage message = Examples.simple(Examples.queue());
        TaskId id = message.id();
        Inbox.done(results().accepted(message, Examples.MOMENT));
        Inbox.done(results().end(Examples.failed(id)));

        Inbox.done(results().reopen(id));
        Inbox.done(results().reopen(id));

        assertThat(results().find(List.of(id))).isEmpty();
        TaskRecord.Ended second = Examples.succeeded(id, new Payload("2"));
        assertThat(Inbox.done(results().end(second))).isEqualTo(second);
        assertThat(results().history(id).orElseThrow().events())
                .extracting(Event::state)
                .containsExactly(Event.QUEUED, TaskRecord.State.FAILURE, Event.QUEUED, TaskRecord.State.SUCCESS);
    }

    @Test
    default void a_task_that_has_not_ended_is_left_as_it_is_when_reopened() throws Exception {
        Underway underway = new Underway(TaskId.random(), Underway.STARTED, Payload.NULL);
        TaskId unknown = TaskId.random();
        Inbox.done(results().update(underway));

        Inbox.done(results().reopen(underway.id()));
        Inbox.done(results().reopen(unknown));

        assertThat(results().find(List.of(underway.id(), unknown))).isEqualTo(Map.of(underway.id(), underway));
        assertThat(results().history(unknown)).isEmpty();
    }

    @Test
    default void what_is_forgotten_takes_nothing_else_along_and_may_be_forgotten_again() throws Exception {
        TaskRecord.Ended forgotten = Examples.succeeded(TaskId.random(), Payload.NULL);
        TaskRecord.Ended other = Examples.succeeded(TaskId.random(), Payload.NULL);
        Inbox.done(results().end(forgotten));
        Inbox.done(results().end(other));

        Inbox.done(results().forget(List.of(forgotten.id(), TaskId.random())));
        Inbox.done(results().forget(List.of(forgotten.id())));
        Inbox.done(results().forget(List.of()));

        assertThat(results().find(List.of(other.id()))).isEqualTo(Map.of(other.id(), other));
    }
}
