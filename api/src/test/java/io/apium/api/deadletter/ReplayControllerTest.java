package io.apium.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.RawMessage;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ReplayControllerTest {

    /** Each test has its own, since what is replayed into it stays there. */
    private final QueueName graves = new QueueName("graves-" + TaskId.random());

    @Autowired
    Http http;

    @Autowired
    MemoryStore store;

    @Autowired
    MemoryBroker broker;

    @AfterEach
    void all_is_back_and_no_letter_is_left() {
        store.recover();
        broker.recover();
        store.deadLetters()
                .letters()
                .forEach(letter -> store.deadLetters().remove(letter.id()).join());
    }

    @Test
    void a_task_that_failed_is_run_once_more_and_may_succeed() throws Exception {
        DeadLetter letter = buried(Cause.POISONED);

        Answer answer = http.post("/v1/dead-letters/" + letter.id() + ":replay", "{\"queue\":\"celery\"}");
        Answer ended = http.get(answer.header("Location") + "?wait=10");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/tasks/" + letter.taskId());
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"" + letter.id() + "\",\"queue\":\"celery\",\"task\":\"math.add\",\"taskId\":\""
                        + letter.taskId() + "\"}");
        assertThat(ended.text("/state")).isEqualTo("SUCCESS");
        assertThat(store.deadLetters().find(letter.id())).isEmpty();
    }

    @Test
    void without_a_body_it_goes_where_it_came_from() throws Exception {
        DeadLetter letter = buried(Cause.POISONED);

        Answer answer = http.begin("POST", "/v1/dead-letters/" + letter.id() + ":replay")
                .get();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.text("/queue")).isEqualTo(graves.name());
        assertThat(received().headers()).containsEntry("id", String.valueOf(letter.taskId()));
    }

    @Test
    void a_letter_of_which_no_task_is_known_has_no_location() throws Exception {
        DeadLetter task = buried(Cause.UNREADABLE);
        DeadLetter nameless = new DeadLetter(
                "nameless", Cause.UNREADABLE, "because", graves, null, null, task.message(), Instant.EPOCH);
        store.deadLetters().keep(nameless).join();

        Answer answer = http.post("/v1/dead-letters/nameless:replay", "{}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.body()).isEqualTo("{\"id\":\"nameless\",\"queue\":\"" + graves + "\"}");
    }

    @Test
    void letters_are_replayed_by_what_they_have_in_common() throws Exception {
        List<DeadLetter> dead = List.of(buried(Cause.POISONED), buried(Cause.POISONED));
        DeadLetter stays = buried(Cause.EXPIRED);

        Answer answer = http.post(
                "/v1/dead-letters:replay", "{\"cause\":\"POISONED\",\"task\":\"math.add\",\"to\":\"celery\"}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"replayed\":2,\"more\":false}");
        assertThat(dead)
                .allSatisfy(letter -> assertThat(http.get("/v1/tasks/" + letter.taskId() + "?wait=10")
                                .text("/state"))
                        .isEqualTo("SUCCESS"));
        assertThat(store.deadLetters().letters()).containsExactly(stays);
    }

    @Test
    void a_replay_with_a_key_is_done_once() throws Exception {
        String path = "/v1/dead-letters/" + buried(Cause.POISONED).id() + ":replay";

        Answer first = http.post(path, "{}", "Idempotency-Key", path);
        Answer second = http.post(path, "{}", "Idempotency-Key", path);
        Answer without = http.post(path, "{}");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(without.status()).isEqualTo(404);
    }

    @Test
    void a_letter_stays_while_the_broker_is_away() throws Exception {
        DeadLetter letter = buried(Cause.POISONED);
        broker.fail();

        Answer one = http.post("/v1/dead-letters/" + letter.id() + ":replay", "{}");
        Answer all = http.post("/v1/dead-letters:replay", "{\"queue\":\"" + graves + "\"}");

        assertThat(one.status()).isEqualTo(503);
        assertThat(one.text("/type")).isEqualTo("urn:apium:problem:broker-unavailable");
        assertThat(all.status()).isEqualTo(503);
        assertThat(store.deadLetters().find(letter.id())).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/some-id:replay | {\"to\":\"x\"}                     | /to",
                "/some-id:replay | {\"queue\":\"a b\"}                | /queue",
                "/some-id:replay | []                                 | ''",
                ":replay         | {}                                 | ''",
                ":replay         | {\"to\":\"x\"}                     | ''",
                ":replay         | {\"cause\":null}                   | ''",
                ":replay         | {\"cause\":\"SAD\"}                | /cause",
                ":replay         | {\"task\":5}                       | /task",
                ":replay         | {\"queue\":\"a b\"}                | /queue",
                ":replay         | {\"task\":\"t\",\"to\":\"a b\"}    | /to",
                ":replay         | {\"task\":\"t\",\"group\":\"g\"}   | /group",
            })
    void a_mistake_is_told_with_its_place(String path, String body, String pointer) {
        Answer answer = http.post("/v1/dead-letters" + path, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.at("/errors").size()).isEqualTo(1);
    }

    @Test
    void a_letter_that_is_not_there_is_not_replayed() {
        assertThat(http.post("/v1/dead-letters/nobody:replay", "{}").status()).isEqualTo(404);
    }

    /** A task that has failed, and its message as a dead letter. */
    private DeadLetter buried(Cause cause) throws Exception {
        String body = "{\"task\":\"math.add\",\"args\":[2,3],\"options\":{\"queue\":\"" + graves + "\"}}";
        TaskId id = new TaskId(http.post("/v1/tasks", body).text("/id"));
        RawMessage raw = received();
        store.results()
                .end(new TaskRecord.Failed(
                        id,
                        new TaskError("WorkerLostError", "billiard.exceptions", List.of(), null),
                        Instant.now(),
                        ResultMetadata.UNKNOWN))
                .join();
        DeadLetter letter = new DeadLetter(
                DeadLetter.idOf(cause, raw), cause, "because", graves, id, "math.add", raw, Instant.now());
        store.deadLetters().keep(letter).join();
        return letter;
    }

    private RawMessage received() throws Exception {
        CompletableFuture<RawMessage> received = new CompletableFuture<>();
        try (Broker.Subscription _ = broker.consume(List.of(graves), 1, delivery -> take(delivery, received))) {
            return received.get(10, TimeUnit.SECONDS);
        }
    }

    /** Takes one message; what comes after it is given back when the consumer is closed. */
    private static void take(Delivery delivery, CompletableFuture<RawMessage> received) {
        if (!received.isDone()) {
            delivery.ack();
            received.complete(delivery.raw());
        }
    }
}
