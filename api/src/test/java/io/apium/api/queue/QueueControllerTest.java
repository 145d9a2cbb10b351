package io.apium.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.broker.Broker;
import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class QueueControllerTest {

    @Autowired
    Http http;

    @Autowired
    Broker broker;

    @Autowired
    WorkerRegistry workers;

    @Test
    void queues_are_listed_with_their_depth_and_the_workers_that_consume_them() throws Exception {
        QueueName queue = published(2);
        announce("one@queues", queue);
        announce("two@queues", queue);

        Answer answer = http.get("/v1/queues");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<String> names = answer.at("/queues").findValuesAsString("name");
        assertThat(names).isSorted().contains(queue.name());
        String at = "/queues/" + names.indexOf(queue.name());
        assertThat(answer.at(at + "/ready").asInt()).isEqualTo(2);
        assertThat(answer.at(at + "/consumers").asInt()).isZero();
        assertThat(answer.at(at + "/workers").valueStream().map(node -> node.asString()))
                .containsExactly("one@queues", "two@queues");
    }

    @Test
    void one_is_read_by_its_name() throws Exception {
        QueueName queue = published(3);

        Answer answer = http.get("/v1/queues/" + queue);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text("/name")).isEqualTo(queue.name());
        assertThat(answer.at("/ready").asInt()).isEqualTo(3);
    }

    @Test
    void a_queue_that_a_worker_names_and_the_broker_has_not_is_not_listed() throws Exception {
        QueueName queue = TaskExamples.queue();
        announce("three@queues", queue);

        assertThat(http.get("/v1/queues/" + queue).status()).isEqualTo(404);
        assertThat(http.get("/v1/queues").at("/queues").findValuesAsString("name"))
                .doesNotContain(queue.name());
    }

    @ParameterizedTest
    @CsvSource({"/v1/queues/unheard", "/v1/queues/amq.topic", "/v1/queues/celery.pidbox", "/v1/queues/a%20b"})
    void others_are_not_known(String path) throws Exception {
        assertThat(http.get(path).status()).isEqualTo(404);
        assertThat(http.post(path + ":purge", "{\"confirm\":\"x\"}").status()).isIn(404, 422);
    }

    @Test
    void a_purge_deletes_the_messages_that_wait() throws Exception {
        QueueName queue = published(3);

        Answer answer = http.post("/v1/queues/" + queue + ":purge", "{\"confirm\":\"" + queue + "\"}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"queue\":\"" + queue + "\",\"purged\":3}");
        assertThat(http.get("/v1/queues/" + queue).at("/ready").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                       | /confirm | is missing",
                "{'confirm':'another'}    | /confirm | must be one of",
                "{'confirm':true}         | /confirm | must be one of",
                "{'confirm':'x','all':1}  | /all     | is an unknown field",
                "[]                       | ''       | must be an object"
            })
    void a_purge_without_the_name_deletes_nothing(String body, String pointer, String words) throws Exception {
        QueueName queue = published(1);

        Answer answer = http.post("/v1/queues/" + queue + ":purge", body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"" + pointer.replace("''", "") + "\"")
                .contains(words);
        assertThat(http.get("/v1/queues/" + queue).at("/ready").asInt()).isEqualTo(1);
    }

    private QueueName published(int messages) throws Exception {
        QueueName queue = TaskExamples.queue();
        for (int i = 0; i < messages; i++) {
            ListenerInbox.done(broker.publish(TaskExamples.simple(queue)));
        }
        return queue;
    }

    private void announce(String node, QueueName queue) throws Exception {
        var pool = new WorkerStatus.Pool("threads", "threads", 2, 0, 0, List.of(queue.name()), 4, 0);
        ListenerInbox.done(workers.announce(
                new WorkerStatus(node, 1, Instant.EPOCH, 0, List.of(), List.of(pool), List.of()), Duration.ofHours(1)));
    }
}
