package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.canvas.ChordSize;
import io.apium.process.TestProcess;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.task.GroupId;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.ListenerInbox;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A task with a follow-up that cannot be read: it runs, its other follow-ups run, and that one becomes a dead letter. */
class UnreadableFollowUpsIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final String QUEUE = STAGE.queue();
    private static TestProcess worker;
    private static CorePorts corePorts;
    private static Connection connection;
    private static Channel channel;

    @BeforeAll
    static void start() throws Exception {
        worker = STAGE.worker("--queues", QUEUE);
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

    static Stream<Arguments> everyPlaceAndKind() {
        Map<String, String> kinds = Map.of(
                "queue amq.x", "\"queue\": \"amq.x\"",
                "queue of 600 bytes", "\"queue\": \"" + "q".repeat(600) + "\"",
                "reply_to of 300 bytes", "\"reply_to\": \"" + "r".repeat(300) + "\"",
                "header of 200 KB", "\"headers\": {\"h\": \"" + "x".repeat(200_000) + "\"}",
                "priority as text", "\"priority\": \"high\"");
        return Stream.of("callbacks", "errbacks", "chain", "chord")
                .flatMap(place ->
                        kinds.entrySet().stream().map(kind -> Arguments.of(place, kind.getKey(), kind.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyPlaceAndKind")
    void all_but_the_unreadable_follow_up_goes_on(String place, String kind, String option) throws Exception {
        TaskId parent = TaskId.random();
        TaskId bad = TaskId.random();
        TaskId other = TaskId.random();
        String group = TaskId.random().value();
        boolean fails = place.equals("errbacks");
        String unreadable = signature(bad, option);
        String beside = signature(other, "\"queue\": \"" + QUEUE + "\"");
        String embed = switch (place) {
            case "callbacks", "errbacks" -> "\"" + place + "\": [" + unreadable + ", " + beside + "]";
            case "chain" -> "\"chain\": [" + unreadable + "], \"callbacks\": [" + beside + "]";
            default -> "\"chord\": " + unreadable + ", \"callbacks\": [" + beside + "]";
        };
        ListenerInbox.done(corePorts.chords().expect(new ChordSize(new GroupId(group), 1)));

        publish(parent, group, fails ? "math.none" : "demo.echo", "[[1], {}, {" + embed + "}]");

        assertThat(corePorts.ended(parent).state()).isEqualTo(fails ? "FAILURE" : "SUCCESS");
        assertThat(corePorts.ended(other).state()).isEqualTo("SUCCESS");
        assertThat(corePorts.ended(bad)).isInstanceOf(TaskRecord.Failed.class);
        assertThat(letters())
                .filteredOn(letter -> bad.equals(letter.taskId()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.cause()).isEqualTo(Cause.UNSENDABLE);
                    assertThat(letter.reason()).contains(parent.value());
                });
        worker.awaitLine("follow-up cannot be read, kept as a dead letter: parent=" + parent);
        Awaitility.await().until(() -> channel.messageCount(QUEUE) == 0);
    }

    private static List<DeadLetter> letters() {
        return corePorts.deadLetters().list(Filter.ALL, null, 10).letters();
    }

    private static String signature(TaskId id, String option) {
        return "{\"task\": \"demo.echo\", \"args\": [], \"kwargs\": {}, \"immutable\": false, \"options\": {"
                + "\"task_id\": \"" + id + "\", " + option + "}}";
    }

    private static void publish(TaskId id, String group, String task, String body) throws Exception {
        Map<String, Object> headers = new HashMap<>(Map.of("id", id.value(), "task", task));
        headers.put("group", group);
        headers.put("group_index", 0);
        BasicProperties properties = new BasicProperties.Builder()
                .headers(headers)
                .contentType("application/json")
                .contentEncoding("utf-8")
                .build();
        channel.basicPublish("", QUEUE, properties, body.getBytes(StandardCharsets.UTF_8));
    }
}
