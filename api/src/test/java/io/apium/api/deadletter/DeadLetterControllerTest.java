package io.apium.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.broker.RawMessage;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.testkit.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class DeadLetterControllerTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Autowired
    Http http;

    @Autowired
    MemoryStore store;

    @BeforeEach
    void none_are_left_from_before() {
        store.deadLetters()
                .letters()
                .forEach(letter -> store.deadLetters().remove(letter.id()).join());
    }

    @Test
    void a_letter_is_read_with_everything_that_is_known() {
        String id = keep(Cause.POISONED, "demo.kill", "celery", "[[1], {}]".getBytes(StandardCharsets.UTF_8));

        Answer answer = http.get("/v1/dead-letters/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/id")).isEqualTo(id);
        assertThat(answer.text("/cause")).isEqualTo("POISONED");
        assertThat(answer.text("/reason")).isEqualTo("because");
        assertThat(answer.text("/queue")).isEqualTo("celery");
        assertThat(answer.text("/task")).isEqualTo("demo.kill");
        assertThat(answer.text("/taskId")).startsWith("task-");
        assertThat(answer.text("/at")).isEqualTo(AT.toString());
        assertThat(answer.text("/message/headers/task")).isEqualTo("demo.kill");
        assertThat(answer.text("/message/properties/content_type")).isEqualTo("application/json");
        assertThat(answer.text("/message/body")).isEqualTo("[[1], {}]");
        assertThat(answer.at("/message/bodyBase64").isMissingNode()).isTrue();
        assertThat(http.get("/v1/dead-letters/" + id, "If-None-Match", answer.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void a_body_that_is_no_text_is_given_in_base64() {
        byte[] pickled = {(byte) 0x80, 2, 'q'};
        String id = keep(Cause.UNREADABLE, "demo.old", "celery", pickled);

        Answer answer = http.get("/v1/dead-letters/" + id);

        assertThat(answer.text("/message/bodyBase64"))
                .isEqualTo(Base64.getEncoder().encodeToString(pickled));
        assertThat(answer.at("/message/body").isMissingNode()).isTrue();
    }

    @Test
    void letters_are_listed_newest_first_page_by_page() {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kept.addFirst(keep(Cause.EXHAUSTED, "demo & more", "held", new byte[0]));
            keep(Cause.POISONED, "other", "celery", new byte[0]);
        }

        List<String> listed = new ArrayList<>();
        String next = "/v1/dead-letters?task=demo%20%26%20more&queue=held&cause=EXHAUSTED&limit=2";
        int pages = 0;
        while (!next.isEmpty()) {
            Answer page = http.get(next);
            page.at("/items").forEach(item -> listed.add(item.get("id").asString()));
            assertThat(page.at("/items/0/message").isMissingNode()).isTrue();
            next = page.text("/next");
            assertThat(page.header("Link")).isEqualTo(next.isEmpty() ? "" : "<" + next + ">; rel=\"next\"");
            pages++;
        }

        assertThat(listed).isEqualTo(kept);
        assertThat(pages).isEqualTo(3);
        assertThat(http.get("/v1/dead-letters").at("/items").size()).isEqualTo(10);
    }

    @Test
    void a_letter_that_is_deleted_is_gone() {
        String id = keep(Cause.EXPIRED, "demo.late", "celery", new byte[0]);

        assertThat(http.delete("/v1/dead-letters/" + id).status()).isEqualTo(204);
        Answer gone = http.get("/v1/dead-letters/" + id);

        assertThat(http.delete("/v1/dead-letters/" + id).status()).isEqualTo(404);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text("/detail")).contains("dead letter '" + id + "'");
    }

    @Test
    void letters_are_deleted_by_what_they_have_in_common() {
        keep(Cause.EXPIRED, "demo.late", "celery", new byte[0]);
        keep(Cause.EXPIRED, "demo.late", "celery", new byte[0]);
        String stays = keep(Cause.POISONED, "demo.late", "celery", new byte[0]);

        Answer answer = http.delete("/v1/dead-letters?cause=EXPIRED");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"deleted\":2,\"more\":false}");
        assertThat(store.deadLetters().letters()).extracting(DeadLetter::id).containsExactly(stays);
    }

    @Test
    void a_thousand_are_deleted_in_one_request_and_the_rest_in_the_next() {
        for (int i = 0; i < 1_001; i++) {
            keep(Cause.EXPIRED, "demo.late", "celery", new byte[0]);
        }

        Answer first = http.delete("/v1/dead-letters?queue=celery");
        Answer second = http.delete("/v1/dead-letters?queue=celery");

        assertThat(first.body()).isEqualTo("{\"deleted\":1000,\"more\":true}");
        assertThat(second.body()).isEqualTo("{\"deleted\":1,\"more\":false}");
    }

    @Test
    void all_letters_are_not_deleted_by_saying_nothing() {
        keep(Cause.EXPIRED, "demo.late", "celery", new byte[0]);

        Answer answer = http.delete("/v1/dead-letters");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:bad-parameter");
        assertThat(store.deadLetters().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cause=expired", "queue=a%20b", "task=", "limit=0", "limit=1001", "limit=ten", "cursor="})
    void a_parameter_that_makes_no_sense_is_refused(String parameter) {
        Answer answer = http.get("/v1/dead-letters?" + parameter);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).startsWith(parameter.substring(0, parameter.indexOf('=')) + " ");
    }

    @ParameterizedTest
    @CsvSource({"POST,/v1/dead-letters/some-id", "PUT,/v1/dead-letters", "GET,/v1/dead-letters:replay"})
    void nothing_else_is_served_there(String method, String path) throws Exception {
        assertThat(http.begin(method, path).get().status()).isEqualTo(405);
    }

    private String keep(Cause cause, String task, String queue, byte[] body) {
        TaskId taskId = new TaskId("task-" + TaskId.random());
        RawMessage message = new RawMessage(
                Map.of("id", taskId.value(), "task", task),
                Map.of("content_type", "application/json"),
                Base64.getEncoder().encodeToString(body));
        String id = DeadLetter.idOf(cause, message);
        store.deadLetters()
                .keep(new DeadLetter(id, cause, "because", new QueueName(queue), taskId, task, message, AT))
                .join();
        return id;
    }
}
