package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class BatchControllerTest {

    private static final String TASK = "{\"task\":\"math.add\",\"args\":[1,2],\"options\":{\"queue\":\"held\"}}";

    @Autowired
    Http http;

    @Autowired
    MemoryBroker broker;

    @Autowired
    MemoryStore store;

    @AfterEach
    void all_is_back() {
        store.recover();
        broker.recover();
    }

    @Test
    void each_task_of_an_array_has_an_answer() {
        Answer answer = http.post("/v1/tasks:batch", "[" + TASK + ", {\"task\": 5}, " + TASK + "]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/accepted").asInt()).isEqualTo(2);
        assertThat(answer.at("/rejected").asInt()).isEqualTo(1);
        assertThat(answer.at("/items/0/status").asInt()).isEqualTo(202);
        assertThat(answer.at("/items/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/items/1/status").asInt()).isEqualTo(422);
        assertThat(answer.text("/items/1/problem/errors/0/pointer")).isEqualTo("/task");
        assertThat(http.get("/v1/tasks/" + answer.text("/items/2/id")).text("/state"))
                .isEqualTo("PENDING");
    }

    @Test
    void a_line_that_is_not_json_spoils_no_other() {
        Answer answer = lines(TASK + "\r\n\n{\"task\": \"x\"\n" + TASK);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.at("/accepted").asInt()).isEqualTo(2);
        assertThat(answer.at("/items/1/status").asInt()).isEqualTo(400);
        assertThat(answer.text("/items/1/problem/type")).isEqualTo("urn:apium:problem:unreadable-json");
    }

    @Test
    void ten_thousand_tasks_go_at_once_and_one_more_does_not() {
        Answer most = lines((TASK + "\n").repeat(10_000));
        Answer over = lines((TASK + "\n").repeat(10_001));

        assertThat(most.at("/accepted").asInt()).isEqualTo(10_000);
        assertThat(over.status()).isEqualTo(422);
        assertThat(over.text("/detail")).contains("10000").contains("10001");
    }

    @Test
    void a_batch_without_a_task_that_can_be_sent_is_refused() {
        assertThat(http.post("/v1/tasks:batch", "[]").status()).isEqualTo(422);
        assertThat(http.post("/v1/tasks:batch", "{}").status()).isEqualTo(422);
        assertThat(http.post("/v1/tasks:batch", "[{}]").status()).isEqualTo(422);
        assertThat(http.post("/v1/tasks:batch", "[{}]").at("/rejected").asInt()).isEqualTo(1);
    }

    @Test
    void a_broker_that_is_away_is_told_for_each_task() {
        broker.fail();

        Answer answer = http.post("/v1/tasks:batch", "[" + TASK + "," + TASK + "]");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.text("/items/1/problem/type")).isEqualTo("urn:apium:problem:broker-unavailable");
    }

    @Test
    void a_store_that_is_away_costs_one_patience_for_all_tasks() {
        store.fail();
        int published = broker.published().size();
        Instant begin = Instant.now();

        Answer answer = http.post(
                "/v1/tasks:batch",
                IntStream.range(0, 100).mapToObj(_ -> TASK).collect(Collectors.joining(",", "[", "]")));
        Duration took = Duration.between(begin, Instant.now());
        store.recover();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/items/99/problem/type")).isEqualTo("urn:apium:problem:store-unavailable");
        assertThat(took).isLessThan(Duration.ofSeconds(3));
        assertThat(broker.published()).as("what was refused is not sent later").hasSize(published);
    }

    private Answer lines(String body) {
        return http.post("/v1/tasks:batch", "application/x-ndjson", body.getBytes(StandardCharsets.UTF_8));
    }
}
