package io.apium.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.api.Http.Answer;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class OutageTest {

    private static final String HELD = "{\"task\":\"math.add\",\"args\":[2,3],\"options\":{\"queue\":\"held\"}}";

    private static final String SCHEDULE = "{\"name\":\"any\",\"task\":\"t\",\"every\":\"PT1H\"}";

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
    void without_a_broker_nothing_is_accepted_and_everything_is_read() {
        String task = http.post("/v1/tasks", HELD).header("Location");
        broker.fail();

        isAway("broker", () -> http.post("/v1/tasks", HELD));
        isAway("broker", () -> http.post("/v1/flows", HELD));
        isAway("broker", () -> http.get("/v1/queues"));
        isAway("broker", () -> http.post("/v1/queues/celery:purge", "{\"confirm\":\"celery\"}"));
        assertThat(http.get(task).status()).isEqualTo(200);
        assertThat(http.delete(task).status()).isEqualTo(202);
    }

    @Test
    void without_a_store_nothing_is_done_within_two_seconds() {
        String task = http.post("/v1/tasks", HELD).header("Location");
        String flow = http.post("/v1/flows", HELD).header("Location");
        int published = broker.published().size();
        store.fail();

        isAway("store", () -> http.post("/v1/tasks", HELD));
        isAway("store", () -> http.post("/v1/flows", HELD));
        isAway("store", () -> http.get(task));
        isAway("store", () -> http.get(task + "?wait=30"));
        isAway("store", () -> http.get(task + "/events"));
        isAway("store", () -> http.delete(task));
        isAway("store", () -> http.get(flow));
        isAway("store", () -> http.delete(flow));
        isAway("store", () -> http.post("/v1/tasks:revoke", "{\"task\":\"t\"}"));
        isAway("store", () -> http.post("/v1/tasks", HELD.replace("\"queue\"", "\"countdown\":60,\"queue\"")));
        isAway("store", () -> http.get("/v1/queues"));
        isAway("store", () -> http.get("/v1/dead-letters"));
        isAway("store", () -> http.get("/v1/dead-letters/any"));
        isAway("store", () -> http.delete("/v1/dead-letters/any"));
        isAway("store", () -> http.delete("/v1/dead-letters?task=t"));
        isAway("store", () -> http.post("/v1/dead-letters/any:replay", "{}"));
        isAway("store", () -> http.post("/v1/dead-letters:replay", "{\"task\":\"t\"}"));
        isAway("store", () -> http.post("/v1/schedules", SCHEDULE));
        isAway("store", () -> http.put("/v1/schedules/any", SCHEDULE));
        isAway("store", () -> http.patch("/v1/schedules/any", "{}"));
        isAway("store", () -> http.put("/v1/blobs", "any"));
        isAway("store", () -> http.get("/v1/blobs/sha256:" + "0".repeat(64)));
        isAway("store", () -> http.delete("/v1/blobs/sha256:" + "0".repeat(64)));
        isAway("store", () -> http.get("/v1/schedules"));
        isAway("store", () -> http.get("/v1/schedules/any/next"));
        isAway("store", () -> http.delete("/v1/schedules/any"));
        isAway("store", () -> http.post("/v1/schedules/any:run", ""));
        store.recover();
        assertThat(broker.published()).as("what was refused is not sent later").hasSize(published);
    }

    @Test
    void a_wait_ends_when_the_store_goes_away() throws Exception {
        String task = http.post("/v1/tasks", HELD).header("Location");
        var waiting = http.begin("GET", task + "?wait=30");
        store.fail();
        Instant away = Instant.now();

        Answer answer = waiting.get();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(Duration.between(away, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void readiness_names_what_is_away_and_liveness_does_not_care() {
        assertThat(http.get("/readyz").text("/status")).isEqualTo("UP");
        store.fail();

        Answer ready = http.get("/readyz");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.text("/status")).isEqualTo("DOWN");
        assertThat(ready.text("/components/broker/status")).isEqualTo("UP");
        assertThat(ready.text("/components/store/status")).isEqualTo("DOWN");
        assertThat(http.get("/livez").status()).isEqualTo(200);
        store.recover();
        await().until(() -> http.get("/readyz").status() == 200);
    }

    @Test
    void requests_are_counted_in_the_metrics() {
        http.get("/v1/tasks/nobody");

        Answer metrics = http.get("/metrics");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.body())
                .contains("http_server_requests_seconds_count{")
                .contains("uri=\"/v1/tasks/{id}\"");
    }

    @Test
    void only_what_is_named_is_served() {
        for (String path : new String[] {"/env", "/beans", "/actuator", "/info", "/prometheus", "/configprops"}) {
            assertThat(http.get(path).status()).as(path).isEqualTo(404);
        }
    }

    private static void isAway(String dependency, Supplier<Answer> request) {
        Instant begin = Instant.now();
        Answer answer = request.get();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:" + dependency + "-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }
}
