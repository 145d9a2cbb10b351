package io.apium.worker.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.Retry;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import io.apium.worker.node.WorkerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CeleryMapsTest {

    static class Tasks {

        final List<Long> doubled = new ArrayList<>();

        @Task("double")
        long twice(long value) {
            if (value < 0) {
                throw new IllegalArgumentException(value + " is negative");
            }
            doubled.add(value);
            return 2 * value;
        }

        @Task("add")
        long add(long x, long y) {
            return x + y;
        }

        @Task(value = "moody", retry = @Retry(max = 2, delay = "PT1S"))
        long moody(long value, TaskContext context) {
            throw context.retry();
        }
    }

    private final Tasks tasks = new Tasks();
    private final WorkerFixture fixture = WorkerFixture.started(tasks);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void map_calls_the_task_for_each_item_in_order() {
        assertThat(fixture.result(call("celery.map", "double", List.of(3, 1, 2))))
                .isEqualTo("[6,2,4]");
        assertThat(tasks.doubled).containsExactly(3L, 1L, 2L);
    }

    @Test
    void starmap_calls_the_task_with_the_parts_of_each_item() {
        assertThat(fixture.result(call("celery.starmap", "add", List.of(List.of(1, 2), List.of(3, 4)))))
                .isEqualTo("[3,7]");
    }

    @Test
    void no_items_are_an_empty_list() {
        assertThat(fixture.result(call("celery.map", "double", List.of()))).isEqualTo("[]");
        assertThat(fixture.result(call("celery.starmap", "add", List.of()))).isEqualTo("[]");
    }

    @Test
    void arguments_may_stand_at_their_positions() {
        assertThat(fixture.result(Signature.of("celery.map", Map.of("task", "double"), List.of(4))))
                .isEqualTo("[8]");
    }

    @Test
    void an_item_that_fails_fails_the_whole() {
        assertThat(fault(call("celery.map", "double", List.of(1, -2, 3))).message())
                .isEqualTo("-2 is negative");
        assertThat(tasks.doubled).containsExactly(1L);
    }

    @Test
    void a_task_that_nobody_has_is_not_registered() {
        assertThat(fault(call("celery.map", "nobody.knows", List.of(1))))
                .isEqualTo(TaskError.notRegistered("nobody.knows"));
    }

    @Test
    void an_item_that_asks_for_another_attempt_has_the_whole_tried_again() {
        TaskId id =
                fixture.send(call("celery.map", "moody", List.of(1))).results().getFirst();
        fixture.awaitSettled();

        assertThat(fixture.delayed()).hasSize(1);
        assertThat(fixture.record(id)).isInstanceOf(TaskRecord.Retrying.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"celery.map", "celery.starmap"})
    void what_is_no_signature_or_no_list_is_told_so(String map) {
        assertThat(fault(Signature.of(map)).message()).contains("task of " + map);
        assertThat(fault(Signature.of(map, Map.of("task", 7), List.of(1))).message())
                .contains("task of " + map);
        assertThat(fault(call(map, "add", "no list")).message()).contains("it must be a list");
        assertThat(fault(call("celery.starmap", "add", List.of(1))).message()).contains("item 0 of it");
    }

    private static Signature call(String map, String task, Object it) {
        Map<String, Object> signature =
                Map.of("task", task, "args", List.of(), "options", Map.of(), "immutable", false);
        return Signature.of(map).keyword("task", signature).keyword("it", it);
    }

    private TaskError fault(Signature signature) {
        return ((TaskRecord.Failed) fixture.call(signature)).error();
    }
}
