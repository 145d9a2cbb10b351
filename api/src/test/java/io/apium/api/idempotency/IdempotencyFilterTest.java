package io.apium.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.TaskMessage;
import io.apium.store.IdempotencyStore;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class IdempotencyFilterTest {

    private static final String HELD = "{\"task\":\"math.add\",\"args\":[2,3],\"options\":{\"queue\":\"held\"}}";

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
    void the_same_request_is_done_once_and_answered_twice() {
        Answer first = http.post("/v1/tasks", HELD, "Idempotency-Key", "\"same\"");
        int published = broker.published().size();
        Answer second = http.post("/v1/tasks", HELD, "Idempotency-Key", "same");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        for (String name : new String[] {"Location", "Content-Type", "Cache-Control", "Retry-After"}) {
            assertThat(second.header(name)).isNotEmpty().isEqualTo(first.header(name));
        }
        assertThat(broker.published()).hasSize(published);
    }

    @Test
    void a_request_whose_answer_was_lost_asks_for_the_same_tasks_when_it_is_made_again() {
        Answer first = http.post("/v1/tasks", HELD, "Idempotency-Key", "lost");
        store.idempotency()
                .answered(
                        new IdempotencyStore.Request("lost", "", ""),
                        new IdempotencyStore.Answer(0, Map.of(), ""),
                        Duration.ZERO);
        Answer again = http.post("/v1/tasks", HELD, "Idempotency-Key", "lost");
        Answer another = http.post("/v1/tasks", HELD, "Idempotency-Key", "another");

        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.text("/id")).isEqualTo(first.text("/id")).isNotEqualTo(another.text("/id"));
        assertThat(broker.published())
                .filteredOn(message -> message.id().value().equals(first.text("/id")))
                .hasSize(2)
                .allMatch(TaskMessage::isRepeat);
    }

    @Test
    void a_refusal_is_answered_again_too() {
        Answer first = http.post("/v1/tasks", "{}", "Idempotency-Key", "refused");
        Answer second = http.post("/v1/tasks", "{}", "Idempotency-Key", "refused");

        assertThat(first.status()).isEqualTo(422);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Content-Type")).startsWith("application/problem+json");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void another_request_with_the_same_key_is_refused() {
        http.post("/v1/tasks", HELD, "Idempotency-Key", "other");

        Answer body = http.post("/v1/tasks", HELD + " ", "Idempotency-Key", "other");
        Answer path = http.post("/v1/flows", HELD, "Idempotency-Key", "other");

        assertThat(body.status()).isEqualTo(422);
        assertThat(body.text("/type")).isEqualTo("urn:apium:problem:idempotency-key-reused");
        assertThat(path.status()).isEqualTo(422);
    }

    @Test
    void a_key_in_use_is_refused_for_a_while() throws Exception {
        String body = "{\"chain\":[" + HELD + "]}";
        var request = http.request("/v1/flows?wait=3", "Idempotency-Key", "running", "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        int published = broker.published().size();
        var first = CompletableFuture.supplyAsync(() -> http.send(request), Thread::startVirtualThread);
        await().until(() -> broker.published().size() > published);

        Answer second = http.post("/v1/flows", body, "Idempotency-Key", "running");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(second.text("/type")).isEqualTo("urn:apium:problem:idempotency-key-in-use");
        assertThat(first.get().status()).isEqualTo(202);
    }

    @Test
    void a_request_that_came_to_nothing_may_be_made_again() {
        broker.fail();
        Answer away = http.post("/v1/tasks", HELD, "Idempotency-Key", "again");
        broker.recover();
        Answer again = http.post("/v1/tasks", HELD, "Idempotency-Key", "again");

        assertThat(away.status()).isEqualTo(503);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void nothing_is_done_with_a_key_that_cannot_be_remembered() {
        store.fail();
        int published = broker.published().size();

        Answer answer = http.post("/v1/tasks", HELD, "Idempotency-Key", "forgotten");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:store-unavailable");
        assertThat(broker.published()).hasSize(published);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"open", "\"a\"b\"", "  "})
    void a_key_that_makes_no_sense_is_refused(String key) {
        Answer answer = http.post("/v1/tasks", HELD, "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains("Idempotency-Key");
    }

    @Test
    void a_key_has_at_most_255_characters() {
        assertThat(http.post("/v1/tasks", HELD, "Idempotency-Key", "k".repeat(255))
                        .status())
                .isEqualTo(202);
        assertThat(http.post("/v1/tasks", HELD, "Idempotency-Key", "k".repeat(256))
                        .status())
                .isEqualTo(400);
        assertThat(http.post("/v1/tasks", HELD, "Idempotency-Key", "\"" + "k".repeat(256) + "\"")
                        .status())
                .isEqualTo(400);
    }
}
