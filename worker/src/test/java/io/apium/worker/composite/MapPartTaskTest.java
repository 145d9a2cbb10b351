package io.apium.worker.composite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.flow.MapMessages;
import io.apium.flow.plan.Plan;
import io.apium.store.BlobId;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.Retry;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import io.apium.worker.builtin.BuiltinTasks;
import io.apium.worker.node.WorkerFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MapPartTaskTest {

    static class Tasks {

        final AtomicInteger calls = new AtomicInteger();

        @Task("half")
        long half(long number) {
            if (number % 2 == 1) {
                throw new IllegalArgumentException(number + " is odd");
            }
            return number / 2;
        }

        @Task(value = "moody", retry = @Retry(max = 2, delay = "PT1S"))
        long moody(long number, TaskContext context) {
            calls.incrementAndGet();
            if (number == 3) {
                throw context.retry();
            }
            return number;
        }

        @Task("sum")
        long sum(List<Long> numbers) {
            return numbers.stream().mapToLong(Long::longValue).sum();
        }

        @Task("length")
        int length(String text) {
            return text.length();
        }
    }

    private final Tasks tasks = new Tasks();
    private final WorkerFixture fixture = WorkerFixture.started(tasks);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void an_item_that_fails_is_left_out_where_that_is_wanted() {
        assertThat(fixture.result(part(List.of(2, 3, 4), "half").keyword("skip", true)))
                .isEqualTo("[1,2]");
    }

    @Test
    void a_default_stands_for_an_item_that_fails() {
        assertThat(fixture.result(part(List.of(2, 3, 4), "half").keyword("default", null)))
                .isEqualTo("[1,null,2]");
    }

    @Test
    void an_item_that_fails_fails_the_part_otherwise() {
        assertThat(fixture.call(part(List.of(2, 3, 4), "half")))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message()).isEqualTo("3 is odd"));
    }

    @Test
    void a_task_that_is_unknown_fails_the_part_even_where_items_are_left_out() {
        assertThat(fixture.result(
                        part(List.of(2), "half").keyword("reduce", call("sum")).keyword("skip", true)))
                .isEqualTo("1");
        assertThat(fixture.call(part(List.of(2), "half")
                        .keyword("reduce", call("nothing"))
                        .keyword("skip", true)))
                .isInstanceOf(TaskRecord.Failed.class);
    }

    @Test
    void a_part_is_made_again_until_its_item_may_not_be_tried_once_more() {
        Signature part = part(List.of(1, 3, 5), "moody").keyword("skip", true);

        TaskId id = fixture.send(part).results().getFirst();
        for (int retry = 1; retry <= 2; retry++) {
            fixture.awaitSettled();
            fixture.pass(Duration.ofSeconds(2));
        }

        assertThat(fixture.ended(id))
                .isInstanceOfSatisfying(
                        TaskRecord.Succeeded.class,
                        ended -> assertThat(ended.result().json()).isEqualTo("[1,5]"));
        // two attempts that ended with the second item, and one that went on
        assertThat(tasks.calls).hasValue(2 + 2 + 3);
    }

    @Test
    void a_whole_part_is_given_to_the_task_as_a_list() {
        assertThat(fixture.result(part(List.of(1, 2, 3), "sum").keyword("whole", true)))
                .isEqualTo("[6]");
    }

    @Test
    void a_part_without_a_task_has_its_items_as_they_are() {
        assertThat(fixture.result(order(Map.of("range", List.of(1, 4, 1)), null).keyword("reduce", call("sum"))))
                .isEqualTo("6");
    }

    @Test
    void lines_are_read_for_the_task() throws IOException {
        BlobId text = blob("one\nthree\nfive");

        assertThat(fixture.result(order(Map.of("lines", text.value(), "from", 1, "to", 14), "length")))
                .isEqualTo("[5,4]");
    }

    @Test
    void a_text_that_is_gone_fails_the_part_and_is_named() {
        BlobId gone = new BlobId("sha256:" + "0".repeat(64));

        assertThat(fixture.call(order(Map.of("lines", gone.value(), "from", 0, "to", 14), "length")))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message()).contains(gone + " does not exist"));
    }

    @Test
    void the_items_of_a_result_are_counted() {
        TaskId list = fixture.send(order(Map.of("range", List.of(0, 7, 1)), null))
                .results()
                .getFirst();
        fixture.ended(list);

        assertThat(fixture.result(Signature.of(MapMessages.SIZE).keyword("over", Map.of("result", list.value()))))
                .isEqualTo("7");
    }

    @Test
    void what_is_to_be_counted_and_is_no_list_is_named() {
        assertThat(fixture.call(Signature.of(MapMessages.SIZE).keyword("over", Map.of("value", 5))))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message()).contains("the value is: 5"));
    }

    @Test
    void lists_are_joined_and_values_are_a_list_already() {
        List<Object> lists = List.of(List.of(1, "a"), List.of(), List.of(List.of(2)));

        assertThat(joined(Signature.of(Plan.Joining.CONCAT, lists))).isEqualTo("[1,\"a\",[2]]");
        assertThat(joined(Signature.of(Plan.Joining.CONCAT, lists).keyword("values", true)))
                .isEqualTo("[[1,\"a\"],[],[[2]]]");
        assertThat(joined(Signature.of(Plan.Joining.CONCAT, List.of(1, 2)).keyword("values", true)))
                .isEqualTo("[1,2]");
    }

    private static String joined(Signature call) {
        try (WorkerFixture builtin =
                WorkerFixture.started(BuiltinTasks.all(false).toArray())) {
            return builtin.result(call);
        }
    }

    private static Signature part(List<Integer> items, String task) {
        return order(Map.of("items", items), task);
    }

    private static Signature order(Map<String, Object> over, @Nullable String task) {
        return Signature.of(MapMessages.PART)
                .keyword("over", over)
                .keyword("task", task == null ? null : call(task))
                .keyword("reduce", null);
    }

    private static Map<String, Object> call(String task) {
        return Map.of("task", task, "args", List.of(), "kwargs", Map.of());
    }

    private BlobId blob(String content) throws IOException {
        return fixture.store
                .blobs()
                .write(new ByteArrayInputStream(content.getBytes(UTF_8)), "text/plain", Duration.ofHours(1))
                .blob()
                .id();
    }
}
