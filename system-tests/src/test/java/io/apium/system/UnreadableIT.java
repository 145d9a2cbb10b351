package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.process.TestProcess;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that would stop a Celery worker, or that no worker can run. Apium stores them as dead letters and continues. */
class UnreadableIT {

    private static final int BYTES_MAX = 2_000;
    private static final String JSON = "application/json";
    private static final String GOOD =
            "[[2, 3], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]";

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final String QUEUE = STAGE.queue();
    private static TestProcess worker;
    private static CorePorts corePorts;
    private static Connection connection;
    private static Channel channel;

    @BeforeAll
    static void start() throws Exception {
        worker = STAGE.worker(Map.of("APIUM_BROKER_MAX_MESSAGE_SIZE", BYTES_MAX + "B"), "--queues", QUEUE);
        corePorts = STAGE.insider();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(STAGE.rabbit().url());
        connection = factory.newConnection();
        channel = connection.createChannel();
        worker.awaitLine("consumer ready: queues=[" + QUEUE + "]");
    }

    @AfterAll
    static void hang_up() throws Exception {
        connection.close();
    }

    @Test
    void a_body_that_is_no_json_is_refused() throws Exception {
        refused(Map.of("task", "math.add"), JSON, "{[", "the body is not JSON");
    }

    @Test
    void a_body_of_another_form_is_refused() throws Exception {
        refused(Map.of("task", "math.add"), JSON, "{\"id\": 1}", "must be a list of arguments");
        refused(Map.of("task", "math.add"), JSON, "[1, {}, {}]", "the arguments must be a list");
    }

    @Test
    void an_unknown_content_type_is_refused() throws Exception {
        refused(Map.of("task", "math.add"), "application/x-python-serialize", GOOD, "application/x-python-serialize");
        refused(Map.of("task", "math.add"), null, GOOD, "content type");
    }

    @Test
    void a_message_that_is_too_large_is_refused() throws Exception {
        String large = "[[\"" + "x".repeat(BYTES_MAX) + "\"], {}, {}]";

        refused(Map.of("task", "demo.echo"), JSON, large, "over the limit of " + BYTES_MAX);
    }

    @Test
    void a_time_that_is_none_is_refused() throws Exception {
        refused(Map.of("task", "math.add", "eta", "tomorrow"), JSON, GOOD, "eta");
        refused(Map.of("task", "math.add", "expires", "never"), JSON, GOOD, "expires");
    }

    @Test
    void a_header_of_the_wrong_kind_is_refused() throws Exception {
        refused(Map.of("task", "math.add", "retries", "many"), JSON, GOOD, "retries");
    }

    @Test
    void a_message_without_a_task_is_refused() throws Exception {
        refused(Map.of(), JSON, GOOD, "'task' is missing");
    }

    @Test
    void a_message_without_an_id_is_put_aside() throws Exception {
        long before = corePorts.deadLetters().count();

        publish(Map.of("task", "math.add"), JSON, GOOD);
        publish(Map.of(), null, "");

        Awaitility.await().until(() -> corePorts.deadLetters().count() == before + 2);
        aGoodTaskRuns();
    }

    @Test
    void a_task_that_nobody_has_is_put_aside() throws Exception {
        long before = corePorts.deadLetters().count();
        TaskId id = TaskId.random();

        publish(Map.of("task", "no.such", "id", id.value()), JSON, GOOD);

        assertThat(corePorts.ended(id))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().type()).isEqualTo("NotRegistered"));
        assertThat(corePorts.deadLetters().count()).isEqualTo(before + 1);
        aGoodTaskRuns();
    }

    /** Stored as a FAILURE that says why, kept as a dead letter, and no harm done. */
    private static void refused(Map<String, Object> headers, String contentType, String body, String why)
            throws Exception {
        long before = corePorts.deadLetters().count();
        TaskId id = TaskId.random();
        Map<String, Object> withId = new HashMap<>(headers);
        withId.put("id", id.value());

        publish(withId, contentType, body);

        assertThat(corePorts.ended(id)).isInstanceOfSatisfying(TaskRecord.Failed.class, failed -> {
            assertThat(failed.error().type()).isEqualTo("InvalidTaskError");
            assertThat(failed.error().message()).contains(why);
        });
        assertThat(corePorts.deadLetters().count()).isEqualTo(before + 1);
        DeadLetter letter =
                corePorts.deadLetters().list(Filter.ALL, null, 1).letters().getFirst();
        assertThat(letter.taskId()).isEqualTo(id);
        assertThat(letter.cause()).isEqualTo(Cause.UNREADABLE);
        assertThat(letter.reason()).contains(why);
        aGoodTaskRuns();
    }

    private static void aGoodTaskRuns() throws Exception {
        TaskId id = TaskId.random();
        publish(Map.of("task", "math.add", "id", id.value()), JSON, GOOD);
        assertThat(corePorts.ended(id).state()).isEqualTo("SUCCESS");
        assertThat(worker.isAlive()).isTrue();
    }

    private static void publish(Map<String, Object> headers, String contentType, String body) throws Exception {
        BasicProperties properties = new BasicProperties.Builder()
                .headers(headers)
                .contentType(contentType)
                .contentEncoding("utf-8")
                .build();
        channel.basicPublish("", QUEUE, properties, body.getBytes(StandardCharsets.UTF_8));
    }
}
