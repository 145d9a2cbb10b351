package io.apium.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.ledger.EntryKey;
import io.apium.task.TaskId;
import io.apium.testkit.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Unreadable records in the store: a request for such an id gets a problem that says so, and every list is served
 * without the record.
 */
@ApiTest
@Timeout(30)
class UnreadableRecordTest {

    private static final String ADD = "{\"task\":\"math.add\",\"args\":[1,2]}";

    @Autowired
    Http http;

    @Autowired
    MemoryStore store;

    @ParameterizedTest
    @ValueSource(strings = {"", "?wait=20", "/events"})
    void a_task_whose_record_cannot_be_read_is_a_problem_and_nobody_waits_for_it(String more) {
        String id = http.post("/v1/tasks?wait=10", ADD).text("/id");
        store.results().damage(new TaskId(id));

        assertUnreadable(http.get("/v1/tasks/" + id + more));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"task\":\"math.add\",\"args\":[1,2]}",
                "{\"chain\":[{\"task\":\"math.add\",\"args\":[1,2]},{\"task\":\"math.add\",\"args\":[3]}]}",
                "{\"group\":[{\"task\":\"math.add\",\"args\":[1,2]},{\"task\":\"math.add\",\"args\":[3,4]}]}"
            })
    void flows_are_listed_though_the_record_of_a_task_of_one_cannot_be_read(String body) {
        String good = http.post("/v1/flows?wait=10", body).text("/id");
        Answer bad = http.post("/v1/flows?wait=10", body);
        for (JsonNode task : bad.at("/tasks")) {
            store.results().damage(new TaskId(task.at("/id").asString()));
        }

        Answer list = http.get("/v1/flows?limit=100");
        Answer one = http.get("/v1/flows/" + bad.text("/id") + "?wait=20");

        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(states(list, good)).containsExactly("SUCCESS");
        assertThat(states(list, bad.text("/id"))).containsExactly("FAILURE");
        assertThat(one.status()).as(one.body()).isEqualTo(200);
        assertThat(one.text("/state")).isEqualTo("FAILURE");
        assertThat(one.text("/error/message")).contains("cannot be read");
    }

    @Test
    void a_flow_that_cannot_be_read_is_left_out_of_the_list_and_is_a_problem_alone() {
        String body = "{\"map\":{\"task\":\"math.square\",\"over\":{\"range\":[0,3]}}}";
        String good = http.post("/v1/flows", body).text("/id");
        String bad = http.post("/v1/flows", body).text("/id");
        store.ledger().damage(EntryKey.flow(new TaskId(bad)));

        Answer list = http.get("/v1/flows?limit=100");

        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(states(list, good)).hasSize(1);
        assertThat(states(list, bad)).isEmpty();
        assertUnreadable(http.get("/v1/flows/" + bad));
    }

    @Test
    void a_schedule_that_cannot_be_read_is_left_out_of_the_list_and_can_be_deleted() {
        for (String name : List.of("readable", "damaged")) {
            http.post("/v1/schedules", "{\"name\":\"" + name + "\",\"task\":\"t\",\"every\":\"PT1H\"}");
        }
        store.ledger().damage(EntryKey.schedule("damaged"));

        Answer list = http.get("/v1/schedules");

        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(list.body()).contains("readable").doesNotContain("damaged");
        assertUnreadable(http.get("/v1/schedules/damaged"));
        assertThat(http.delete("/v1/schedules/damaged").status()).isEqualTo(204);
        assertThat(http.get("/v1/schedules/damaged").status()).isEqualTo(404);
    }

    private static void assertUnreadable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:unreadable-record");
        assertThat(answer.text("/detail")).contains("cannot be read");
    }

    private static List<String> states(Answer list, String id) {
        List<String> states = new ArrayList<>();
        for (JsonNode flow : list.at("/flows")) {
            if (flow.at("/id").asString().equals(id)) {
                states.add(flow.at("/state").asString());
            }
        }
        return states;
    }
}
