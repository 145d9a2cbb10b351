package io.apium.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.canvas.Chord;
import io.apium.canvas.FlowHeader;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.flow.FlowTimings.Row;
import io.apium.flow.MapMessages;
import io.apium.task.TaskId;
import io.apium.worker.Task;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FlowTimingReporterTest {

    static class Tasks {

        @Task("same")
        Object same(Object value) {
            return value;
        }

        @Task("fails")
        void fails() {
            throw new IllegalStateException("on purpose");
        }
    }

    private static final TaskId FLOW = new TaskId("flow");

    private final WorkerFixture fixture = WorkerFixture.started(new Tasks());

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void a_task_of_a_flow_tells_how_long_it_took() {
        fixture.result(marked(Signature.of("same", 1), 3));

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.node()).isEqualTo(3);
            assertThat(row.worker()).isEqualTo("apium@host");
            assertThat(row.slots()).isEqualTo(2);
            assertThat(row.runs()).isEqualTo(1);
            assertThat(row.items()).isZero();
            assertThat(row.busy()).isPositive();
            assertThat(row.waited()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    void a_part_tells_its_items_and_of_lines_their_bytes() {
        fixture.result(marked(part(Map.of("range", List.of(0, 10, 2))), 0));
        fixture.result(marked(part(Map.of("items", List.of(1, 2))), 1));
        fixture.call(marked(part(Map.of("lines", "sha256:" + "0".repeat(64), "from", 100, "to", 500)), 2));

        assertThat(rows())
                .extracting(Row::node, Row::items)
                .containsExactlyInAnyOrder(tuple(0, 5L), tuple(1, 2L), tuple(2, 400L));
    }

    @Test
    void an_item_that_is_sent_alone_is_one_and_what_joins_is_none() {
        Group items = Group.of(marked(Signature.of("same", 1), 0), marked(Signature.of("same", 2), 0));
        fixture.result(Chord.of(items, marked(Signature.of("same"), 0)));

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.runs()).isEqualTo(3);
            assertThat(row.items()).isEqualTo(2);
        });
    }

    @Test
    void an_attempt_that_fails_is_told_of_too() {
        fixture.call(marked(Signature.of("fails"), 0));

        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.runs()).isEqualTo(1));
    }

    @Test
    void a_task_of_no_flow_tells_nothing() {
        fixture.result(Signature.of("same", 1));

        assertThat(rows()).isEmpty();
    }

    private List<Row> rows() {
        return fixture.store.flowTimes().find(FLOW).rows();
    }

    private static Signature part(Map<String, Object> over) {
        return Signature.of(MapMessages.PART).keyword("over", over);
    }

    private static Signature marked(Signature call, int node) {
        FlowHeader mark = new FlowHeader(FLOW, 1, node, 0, Samples.NOW.minusSeconds(5));
        return call.with(call.options().withExtra(FlowHeader.HEADER, mark.toString()));
    }
}
