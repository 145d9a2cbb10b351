package io.apium.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.client.FlowClient;
import io.apium.flow.FlowState;
import io.apium.flow.plan.Plans;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Flows that the scheduler advances, of which none runs here: what it would write is written by hand. */
@ApiTest
class PlannedFlowTest {

    private static final String MAP =
            "{\"map\":{\"task\":\"math.square\",\"over\":{\"range\":[0,1000]}},\"deadline\":\"30s\"}";

    @Autowired
    Http http;

    @Autowired
    FlowClient client;

    @Autowired
    Ledger ledger;

    @Autowired
    ResultStore results;

    @Autowired
    RevocationStore revocations;

    @Test
    void a_map_waits_in_the_ledger_until_its_record_says_what_it_came_to() {
        Answer accepted = http.post("/v1/flows", MAP);
        String id = accepted.text("/id");
        Answer pending = http.get("/v1/flows/" + id);
        end(new TaskRecord.Succeeded(new TaskId(id), new JsonText("[1]"), Instant.now(), ResultMetadata.UNKNOWN));
        Answer ended = http.get("/v1/flows/" + id + "?wait=5");

        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/v1/flows/" + id);
        assertThat(pending.text("/kind")).isEqualTo("map");
        assertThat(pending.text("/state")).isEqualTo("PENDING");
        assertThat(pending.at("/progress/items/total").asLong()).isEqualTo(1000);
        assertThat(flow(id).deadline())
                .isBetween(
                        flow(id).startedAt().plusSeconds(29),
                        flow(id).startedAt().plusSeconds(30));
        assertThat(ended.text("/state")).isEqualTo("SUCCESS");
        assertThat(ended.at("/result")).hasToString("[1]");
        assertThat(http.get("/v1/flows/" + id + "/events").body())
                .contains("event: success")
                .contains("\"result\":[1]");
    }

    @Test
    void a_client_that_has_seen_the_end_of_a_flow_gets_no_content() {
        String id = http.post("/v1/flows", MAP).text("/id");
        end(new TaskRecord.Succeeded(new TaskId(id), new JsonText("[1]"), Instant.now(), ResultMetadata.UNKNOWN));
        String events = http.get("/v1/flows/" + id + "/events").body();
        String last = events.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .findFirst()
                .orElseThrow();

        assertThat(events).startsWith("retry: 2000\n\n").containsOnlyOnce("event: ");
        assertThat(http.get("/v1/flows/" + id + "/events", "Last-Event-ID", last)
                        .status())
                .isEqualTo(204);
        assertThat(http.get("/v1/flows/nobody/events").status()).isEqualTo(404);
    }

    @Test
    void the_same_request_by_the_same_name_is_one_flow() {
        String key = "\"" + TaskId.random() + "\"";

        Answer first = http.post("/v1/flows", MAP, "Idempotency-Key", key);
        Answer second = http.post("/v1/flows", MAP, "Idempotency-Key", key);

        assertThat(second.text("/id")).isEqualTo(first.text("/id")).isNotEmpty();
    }

    @Test
    void a_flow_is_paused_and_resumed_and_cancelled() {
        String flow = http.post("/v1/flows", MAP).header("Location");
        String id = flow.substring(flow.lastIndexOf('/') + 1);

        Answer paused = http.post(flow + ":pause", "");
        Answer again = http.post(flow + ":pause", "");
        Answer resumed = http.post(flow + ":resume", "");
        Answer retried = http.post(flow + ":retry", "");
        Answer cancelled = http.delete(flow);

        assertThat(paused.text("/state")).as(paused.toString()).isEqualTo("PAUSED");
        assertThat(again.status()).isEqualTo(200);
        assertThat(resumed.text("/state")).isEqualTo("PENDING");
        assertThat(retried.status()).isEqualTo(409);
        assertThat(retried.text("/type")).endsWith("wrong-state");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(revocations.among(List.of(new TaskId(id)))).hasSize(1);
        assertThat(http.post("/v1/flows/nobody:pause", "").status()).isEqualTo(404);
    }

    @Test
    void a_failed_flow_is_tried_again_and_its_old_end_is_forgotten() {
        String id = http.post("/v1/flows", MAP).text("/id");
        Entry entry = ledger.find(EntryKey.flow(new TaskId(id))).orElseThrow();
        FlowState begun = flow(id);
        TaskError error = TaskError.revoked("as asked");
        FlowState failed = new FlowState(
                begun.origin(),
                begun.plan(),
                1,
                begun.depth(),
                begun.nodeStates(),
                FlowState.Phase.FAILURE,
                begun.startedAt(),
                null,
                Instant.EPOCH,
                error);
        ledger.write(new FlowEntry(failed), entry.revision(), null).join();
        end(new TaskRecord.Failed(new TaskId(id), error, Instant.now(), ResultMetadata.UNKNOWN));

        Answer before = http.get("/v1/flows/" + id);
        Answer paused = http.post("/v1/flows/" + id + ":pause", "");
        Answer retried = http.post("/v1/flows/" + id + ":retry", "");

        assertThat(before.text("/state")).isEqualTo("FAILURE");
        assertThat(paused.status()).isEqualTo(409);
        assertThat(retried.status()).as(retried.toString()).isEqualTo(202);
        assertThat(retried.at("/attempt").asInt()).isEqualTo(2);
        assertThat(retried.text("/state")).isEqualTo("STARTED");
        assertThat(results.find(List.of(new TaskId(id)))).isEmpty();
        assertThat(http.delete("/v1/flows/" + id).status()).isEqualTo(202);
    }

    @Test
    void what_travels_in_messages_cannot_be_held_back() {
        Answer carried =
                http.post("/v1/flows", "{\"task\":\"math.add\",\"args\":[{\"map\":1}],\"options\":{\"queue\":\"q\"}}");

        Answer paused = http.post(carried.header("Location") + ":pause", "");

        assertThat(carried.at("/tasks").size()).as(carried.toString()).isEqualTo(1);
        assertThat(paused.status()).isEqualTo(409);
    }

    @Test
    void a_graph_is_read_and_drawn() {
        String flow = http.post("/v1/flows", "{\"chain\":[{\"task\":\"a\"},{\"reduce\":{\"task\":\"b\"}}]}")
                .header("Location");

        Answer graph = http.get(flow + "/graph");

        assertThat(graph.text("/nodes/1/name")).isEqualTo("chain[1].reduce");
        assertThat(graph.text("/nodes/1/after/0")).isEqualTo("chain[0]");
        assertThat(graph.text("/nodes/1/kind")).isEqualTo("reduce");
        assertThat(http.get(flow + "/graph?format=dot").body()).contains("\"chain[0]\" -> \"chain[1].reduce\"");
        assertThat(http.get(flow + "/graph", "Accept", "text/vnd.graphviz").header("Content-Type"))
                .startsWith("text/vnd.graphviz");
        assertThat(http.get(flow + "/graph?format=png").status()).isEqualTo(400);
    }

    @Test
    void a_flow_is_tried_out_without_a_trace() {
        long before = ledger.count(EntryKey.Kind.FLOW);

        Answer planned = http.post("/v1/flows:validate", MAP);
        Answer carried = http.post("/v1/flows:validate", "{\"group\":[{\"task\":\"a\"},{\"task\":\"b\"}]}");

        assertThat(planned.text("/carrier")).as(planned.toString()).isEqualTo("scheduler");
        assertThat(planned.text("/graph/nodes/0/kind")).isEqualTo("map");
        assertThat(carried.text("/carrier")).isEqualTo("messages");
        assertThat(carried.at("/nodes").asInt()).isEqualTo(2);
        assertThat(ledger.count(EntryKey.Kind.FLOW)).isEqualTo(before);
    }

    @Test
    void a_flow_that_a_java_program_started_is_listed() throws InterruptedException {
        TaskId id = client.start(Plans.scatter("t", Plans.items(1, 2), 2));

        Answer page = http.get("/v1/flows?kind=scatter&limit=1");

        assertThat(page.text("/flows/0/id")).isEqualTo(id.value());
    }

    @Test
    void flows_are_listed_by_what_they_are() {
        String scatter = "{\"scatter\":{\"task\":\"t\",\"over\":{\"items\":[1,2]},\"slices\":2}}";
        String older = http.post("/v1/flows", scatter).text("/id");
        String newer = http.post("/v1/flows", scatter).text("/id");

        Answer page = http.get("/v1/flows?kind=scatter&state=PENDING&limit=1");
        Answer next = http.get(page.text("/next"));

        assertThat(List.of(page.text("/flows/0/id"), next.text("/flows/0/id"))).containsExactlyInAnyOrder(newer, older);
        assertThat(http.get("/v1/flows?state=DONE").status()).isEqualTo(400);
    }

    private FlowState flow(String id) {
        Entry entry = ledger.find(EntryKey.flow(new TaskId(id))).orElseThrow();
        return ((FlowEntry) Objects.requireNonNull(entry.state())).flow();
    }

    private void end(TaskRecord.Ended ended) {
        results.end(ended).join();
    }
}
