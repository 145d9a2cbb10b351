package io.apium.worker.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.flow.MapMessages;
import io.apium.task.TaskRecord;
import io.apium.worker.Task;
import io.apium.worker.node.WorkerFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScanTasksTest {

    static class Tasks {

        /** Associative, and not commutative. */
        @Task("join")
        String join(List<String> two) {
            return two.getFirst() + two.getLast();
        }
    }

    private final WorkerFixture fixture = WorkerFixture.started(new Tasks());

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void a_scan_is_the_list_of_all_prefixes() {
        assertThat(result(ScanTasks.SCAN, List.of("a", "b", "c"))).isEqualTo("[\"a\",\"ab\",\"abc\"]");
        assertThat(result(ScanTasks.SCAN, List.of("a"))).isEqualTo("[\"a\"]");
        assertThat(result(ScanTasks.SCAN, List.of())).isEqualTo("[]");
    }

    @Test
    void an_offset_is_what_all_blocks_before_come_to() {
        List<List<String>> blocks = List.of(List.of(), List.of("a", "ab"), List.of(), List.of("c"), List.of("d"));

        assertThat(result(ScanTasks.OFFSETS, blocks))
                .isEqualTo("[[null,[]],[null,[\"a\",\"ab\"]],[\"ab\",[]],[\"ab\",[\"c\"]],[\"abc\",[\"d\"]]]");
    }

    @Test
    void a_block_is_shifted_by_its_offset() {
        assertThat(result(ScanTasks.SHIFT, List.of("ab", List.of("c", "cd")))).isEqualTo("[\"abc\",\"abcd\"]");
        assertThat(result(ScanTasks.SHIFT, Arrays.asList(null, List.of("a")))).isEqualTo("[\"a\"]");
    }

    @Test
    void a_part_of_a_map_may_scan_its_slice() {
        Signature part = Signature.of(MapMessages.PART)
                .keyword("over", Map.of("items", List.of("a", "b", "c")))
                .keyword("whole", true)
                .keyword("task", Map.of("task", ScanTasks.SCAN, "kwargs", Map.of("task", Map.of("task", "join"))));

        assertThat(fixture.result(part)).isEqualTo("[[\"a\",\"ab\",\"abc\"]]");
    }

    @Test
    void what_is_no_list_or_no_task_is_named() {
        assertThat(failure(scan(ScanTasks.SCAN, 5, "join"))).isEqualTo("its argument is a list, got: 5");
        assertThat(failure(scan(ScanTasks.SHIFT, List.of(1, 2, 3), "join"))).contains("got a list of 3");
        assertThat(failure(scan(ScanTasks.SCAN, List.of("a", "b"), "nothing"))).isEqualTo("nothing");
    }

    private String result(String task, @Nullable Object argument) {
        return fixture.result(scan(task, argument, "join"));
    }

    private String failure(Signature call) {
        return ((TaskRecord.Failed) fixture.call(call)).error().message();
    }

    private static Signature scan(String task, @Nullable Object argument, String joining) {
        return Signature.of(task, argument).keyword("task", Map.of("task", joining));
    }
}
