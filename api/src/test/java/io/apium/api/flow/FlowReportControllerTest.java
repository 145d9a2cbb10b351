package io.apium.api.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.FlowHeader;
import io.apium.canvas.Signature;
import io.apium.flow.AttemptTiming;
import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.FlowTimingStore;
import io.apium.task.TaskId;
import io.apium.testkit.contract.ListenerInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class FlowReportControllerTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Autowired
    Http http;

    @Autowired
    Ledger ledger;

    @Autowired
    FlowTimingStore times;

    @Test
    void a_flow_is_reported_with_what_its_workers_told() throws Exception {
        TaskId id = ended(Duration.ofSeconds(10));
        did(id, 0, "a", 2, 1, 6);
        did(id, 1, "b", 2, 5, 4);

        Answer answer = http.get("/v1/flows/" + id + "/report");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text("/state")).isEqualTo("SUCCESS");
        assertThat(answer.text("/serialIs")).isEqualTo("sum of parts");
        assertThat(answer.at("/serialSeconds").asDouble()).isEqualTo(10);
        assertThat(answer.at("/makespanSeconds").asDouble()).isEqualTo(10);
        assertThat(answer.at("/slots").asInt()).isEqualTo(4);
        assertThat(answer.at("/efficiency").asDouble()).isEqualTo(0.25);
        assertThat(answer.at("/karpFlatt").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(answer.at("/idle").asDouble()).isEqualTo(0.75);
        assertThat(answer.text("/criticalPath/nodes/1/node")).isEqualTo("chain[1]");
        assertThat(answer.text("/criticalPath/nodes/1/last")).isEqualTo("2026-11-22T12:00:09Z");
        assertThat(answer.text("/timeline/0/worker")).isEqualTo("a");
        assertThat(answer.text("/outlook/isFrom")).isEqualTo("Karp-Flatt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "12.5s", "12.500000000s"})
    void a_measured_serial_time_is_taken_in_place_of_the_sum(String serial) throws Exception {
        TaskId id = ended(Duration.ofSeconds(10));
        did(id, 0, "a", 1, 1, 6);

        Answer answer = http.get("/v1/flows/" + id + "/report?serialTime=" + serial);

        assertThat(answer.text("/serialIs")).isEqualTo("measured");
        assertThat(answer.at("/speedup").asDouble()).isEqualTo(1.25);
        assertThat(answer.at("/karpFlatt").isMissingNode()).isTrue();
        assertThat(answer.text("/outlook/isFrom")).isEqualTo("one slot");
    }

    @Test
    void of_a_flow_of_which_nothing_has_run_ratios_are_left_out() throws Exception {
        Answer answer = http.get("/v1/flows/" + ended(Duration.ofSeconds(1)) + "/report");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/speedup").isMissingNode()).isTrue();
        assertThat(answer.at("/timeline").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.0s", "-1", "soon", "1e3", "12345678901"})
    void a_serial_time_that_is_none_is_refused(String serial) {
        Answer answer = http.get("/v1/flows/any/report?serialTime=" + serial);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains("serialTime").contains("'" + serial + "'");
    }

    @Test
    void an_unknown_flow_is_not_there() {
        assertThat(http.get("/v1/flows/unheard-of/report").status()).isEqualTo(404);
    }

    @Test
    void a_flow_that_travels_in_messages_is_refused_with_the_reason() {
        Answer flow = http.post("/v1/flows", "{\"group\":[{\"task\":\"math.add\",\"args\":[1,2]}]}");

        Answer answer = http.get(flow.header("Location") + "/report");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:unmeasured-flow");
    }

    private TaskId ended(Duration after) throws Exception {
        Plan task = new Plan.Task(Signature.of("math.add", 1));
        FlowState flow = FlowState.of(TaskId.random(), new Plan.Chain(List.of(task, task)), START, null);
        FlowState ended = new FlowState(
                flow.origin(),
                flow.plan(),
                1,
                0,
                flow.nodeStates(),
                FlowState.Phase.SUCCESS,
                START,
                null,
                START.plus(after),
                null);
        ListenerInbox.done(ledger.write(new FlowEntry(ended), Ledger.NONE, null));
        return flow.id();
    }

    /** Seconds after the start. */
    private void did(TaskId flow, int node, String worker, int slots, long start, long took) throws Exception {
        FlowHeader mark = new FlowHeader(flow, 1, node, 0, START);
        ListenerInbox.done(times.add(
                new AttemptTiming(mark, worker, slots, START.plusSeconds(start), Duration.ofSeconds(took), 0)));
    }
}
