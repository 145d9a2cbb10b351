package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.store.ResultStore.Watch;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.InProgress;
import io.apium.task.TaskRecord.Retrying;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link ResultStore} promises while it is there. */
public interface ResultStoreContract {

    /** The store under test, the same one throughout a test. */
    ResultStore results();

    @Test
    default void a_store_that_is_there_is_reachable() {
        await().atMost(ListenerInbox.PATIENCE).until(() -> results().isReachable());
    }

    @Test
    default void every_kind_of_record_is_found_as_it_was_written() throws Exception {
        List<TaskRecord.Ended> records = List.of(
                TaskExamples.succeeded(TaskId.random(), TaskExamples.INTRICATE),
                TaskExamples.succeeded(new TaskId("an id ž 馬"), JsonText.NULL),
                TaskExamples.failed(TaskId.random()),
                TaskExamples.revoked(TaskId.random()));
        InProgress inProgress = new InProgress(TaskId.random(), InProgress.PROGRESS, TaskExamples.INTRICATE);
        Retrying again = new Retrying(TaskId.random(), TaskError.invalidTask("once"), 2, TaskExamples.MOMENT);
        Retrying elsewhere = new Retrying(TaskId.random(), TaskError.invalidTask("not here"), 0, null);

        for (TaskRecord.Ended record : records) {
            ListenerInbox.done(results().end(record));
        }
        for (TaskRecord.Open record : List.of(inProgress, again, elsewhere)) {
            ListenerInbox.done(results().update(record));
        }

        List<TaskRecord> all = Stream.concat(records.stream(), Stream.of(inProgress, again, elsewhere))
                .toList();
        Map<TaskId, TaskRecord> found =
                results().find(all.stream().map(TaskRecord::id).toList());
        assertThat(found.values()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void a_task_without_a_record_is_missing_from_what_is_found() throws Exception {
        TaskRecord.Ended record = TaskExamples.succeeded(TaskId.random(), JsonText.NULL);
        ListenerInbox.done(results().end(record));

        assertThat(results().find(List.of(TaskId.random(), record.id(), TaskId.random())))
                .isEqualTo(Map.of(record.id(), record));
        assertThat(results().find(List.of())).isEmpty();
    }

    @Test
    default void the_first_end_stands_and_is_what_a_second_one_is_told() throws Exception {
        TaskId id = TaskId.random();
        TaskRecord.Ended first = TaskExamples.succeeded(id, new JsonText("1"));

        assertThat(ListenerInbox.done(results().end(first))).isEqualTo(first);
        assertThat(ListenerInbox.done(results().end(TaskExamples.failed(id)))).isEqualTo(first);
        assertThat(results().find(List.of(id))).isEqualTo(Map.of(id, first));
    }

    @Test
    default void of_many_ends_at_once_one_stands_for_all() throws Exception {
        TaskId id = TaskId.random();

        List<CompletableFuture<TaskRecord.Ended>> ends = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> results().end(TaskExamples.succeeded(id, new JsonText("" + i))))
                .toList();

        List<TaskRecord.Ended> told = new ArrayList<>();
        for (CompletableFuture<TaskRecord.Ended> end : ends) {
            told.add(ListenerInbox.done(end));
        }
        assertThat(told).containsOnly(told.getFirst());
        assertThat(results().find(List.of(id))).isEqualTo(Map.of(id, told.getFirst()));
    }

    @Test
    default void many_writes_may_be_under_way_at_once() throws Exception {
        List<TaskRecord.Ended> records = Stream.generate(
                        () -> TaskExamples.succeeded(TaskId.random(), TaskExamples.INTRICATE))
                .limit(1_000)
                .<TaskRecord.Ended>map(record -> record)
                .toList();

        ListenerInbox.done(
                CompletableFuture.allOf(records.stream().map(results()::end).toArray(CompletableFuture<?>[]::new)));

        assertThat(results().find(records.stream().map(TaskRecord::id).toList()).values())
                .containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    default void an_update_after_the_end_does_nothing() throws Exception {
        TaskRecord.Ended ended = TaskExamples.succeeded(TaskId.random(), new JsonText("1"));
        ListenerInbox.done(results().end(ended));

        ListenerInbox.done(results().update(new InProgress(ended.id(), InProgress.STARTED, JsonText.NULL)));

        assertThat(results().find(List.of(ended.id()))).isEqualTo(Map.of(ended.id(), ended));
    }

    @Test
    default void a_task_that_nobody_asked_for_has_no_history() {
        assertThat(results().history(TaskId.random())).isEmpty();
    }

    @Test
    default void an_accepted_task_is_queued_and_has_no_record() throws Exception {
        TaskMessage message = TaskExamples.intricate(TaskExamples.queue());

        ListenerInbox.done(results().accepted(message, TaskExamples.MOMENT));
        ListenerInbox.done(results().accepted(message, TaskExamples.MOMENT));

        TaskHistory history = results().history(message.id()).orElseThrow();
        assertThat(history.record()).isNull();
        assertThat(history.events()).extracting(Event::state).containsExactly(Event.QUEUED);
        assertThat(history.events().getFirst().at()).isEqualTo(TaskExamples.MOMENT);
        assertThat(results().find(List.of(message.id()))).isEmpty();
    }

    @Test
    default void the_timeline_tells_what_happened_in_order() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());
        TaskRecord.Ended ended = TaskExamples.succeeded(message.id(), TaskExamples.INTRICATE);

        ListenerInbox.done(results().accepted(message, TaskExamples.MOMENT));
        ListenerInbox.done(results().update(new InProgress(message.id(), InProgress.STARTED, JsonText.NULL)));
        ListenerInbox.done(
                results().update(new InProgress(message.id(), InProgress.PROGRESS, new JsonText("{\"done\":1}"))));
        ListenerInbox.done(results().end(ended));
        ListenerInbox.done(results().end(ended));

        TaskHistory history = results().history(message.id()).orElseThrow();
        assertThat(history.id()).isEqualTo(message.id());
        assertThat(history.record()).isEqualTo(ended);
        assertThat(history.events())
                .extracting(Event::state)
                .containsExactly(Event.QUEUED, InProgress.STARTED, InProgress.PROGRESS, TaskRecord.State.SUCCESS);
        assertThat(history.events()).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(history.events().getLast().at()).isEqualTo(ended.endedAt());
    }

    @Test
    default void a_task_that_came_from_a_celery_client_has_a_record_and_no_timeline() throws Exception {
        TaskRecord.Ended ended = TaskExamples.failed(TaskId.random());

        ListenerInbox.done(results().end(ended));

        assertThat(results().history(ended.id())).contains(new TaskHistory(ended.id(), ended, List.of()));
    }

    @Test
    default void a_watch_is_called_after_every_change_on_a_thread_of_the_stores() throws Exception {
        TaskId id = TaskId.random();
        ListenerInbox<Thread> calls = new ListenerInbox<>();

        try (Watch _ = results().watch(id, () -> calls.accept(Thread.currentThread()))) {
            ListenerInbox.done(results().update(new InProgress(id, InProgress.STARTED, JsonText.NULL)));
            Thread first = calls.next();
            TaskRecord.Ended ended = ListenerInbox.done(results().end(TaskExamples.succeeded(id, JsonText.NULL)));
            Thread second = calls.next();

            assertThat(List.of(first, second)).doesNotContain(Thread.currentThread());
            assertThat(results().find(List.of(id))).isEqualTo(Map.of(id, ended));
        }
    }

    @Test
    default void a_watch_is_not_called_when_closed() throws Exception {
        TaskId id = TaskId.random();
        AtomicInteger calls = new AtomicInteger();
        ListenerInbox<TaskId> open = new ListenerInbox<>();
        Watch closed = results().watch(id, calls::incrementAndGet);
        closed.close();
        int before = calls.get();

        try (Watch _ = results().watch(id, () -> open.accept(id))) {
            ListenerInbox.done(results().end(TaskExamples.succeeded(id, JsonText.NULL)));
            open.next();
        }

        assertThat(calls).hasValue(before);
    }
}
