package io.apium.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.task.TaskId;
import io.apium.worker.Task;
import io.apium.worker.node.WorkerFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

@Timeout(30)
class LogContextTest {

    static class Tasks {

        @Task("reads")
        List<@Nullable String> reads() {
            return Arrays.asList(MDC.get("taskId"), MDC.get("task"), MDC.get("left"));
        }

        @Task("leaves")
        int leaves() {
            MDC.put("left", "by another task");
            return 1;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "virtual"})
    void log_lines_of_a_handler_have_its_task_and_nothing_of_another(String pool) {
        Map<String, String> one = Map.of("apium.worker.concurrency", "1", "apium.worker.pool", pool);
        try (WorkerFixture fixture = WorkerFixture.started(one, new Tasks())) {
            assertThat(fixture.result(Signature.of("leaves"))).isEqualTo("1");
            TaskId id = fixture.send(Signature.of("reads")).results().getFirst();

            assertThat(fixture.ended(id)).asString().contains("[\"" + id.value() + "\",\"reads\",null]");
        }
    }
}
