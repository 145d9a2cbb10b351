package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.record.RecordCodec;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.AttemptDecision;
import io.apium.canvas.FollowUps;
import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey.Kind;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every header, with every value that AMQP can carry: the message is a task that works to its end, or it is unreadable. */
class EveryHeaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long SEED = Long.getLong("seed", 11);

    private static final List<String> HEADERS = List.of(
            "id",
            "task",
            "lang",
            "shadow",
            "eta",
            "expires",
            "group",
            "group_index",
            "retries",
            "timelimit",
            "root_id",
            "parent_id",
            "argsrepr",
            "kwargsrepr",
            "origin",
            "ignore_result",
            "compression",
            "stamps",
            "stamped_headers",
            "replaced_task_nesting",
            "apium_flow",
            "apium_retry",
            "apium_held",
            "apium_moved",
            "apium_moved_since",
            "apium_repeat",
            "apium_sent",
            "apium_replays",
            "apium_tomorrow",
            "x-death",
            "CC",
            "BCC",
            "my_header",
            "");

    private static final List<String> BODIES = List.of(
            "[[1], {}, {}]",
            "[[], {\"a\": 1}, {\"callbacks\": [{\"task\": \"b\"}], \"errbacks\": [{\"task\": \"e\"}], "
                    + "\"chain\": [{\"task\": \"c\"}], \"chord\": {\"task\": \"d\"}}]");

    private final MessageReader reader = new MessageReader(1_000_000);
    private final MessageWriter writer = new MessageWriter("gen1@test");
    private final EntryCodec states = new EntryCodec(writer);

    static List<String> headers() {
        return HEADERS;
    }

    @ParameterizedTest
    @MethodSource("headers")
    void a_header_of_any_type_leaves_a_task_that_works_or_an_unreadable_message(String name) {
        for (Object value : AmqpSamples.values()) {
            check(Map.of(name, value));
        }
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put(name, null);
        check(nothing);
    }

    @Test
    void any_headers_together_do_too() {
        Random random = new Random(SEED);
        List<Object> values = AmqpSamples.values();
        for (int i = 0; i < 5_000; i++) {
            Map<String, @Nullable Object> some = new HashMap<>();
            for (int j = random.nextInt(6); j >= 0; j--) {
                some.put(HEADERS.get(random.nextInt(HEADERS.size())), values.get(random.nextInt(values.size())));
            }
            check(some);
        }
    }

    @ParameterizedTest
    @MethodSource("io.apium.adapter.celery.AmqpSamples#texts")
    void any_property_does_too(String text) {
        for (int field = 0; field < 4; field++) {
            BasicProperties.Builder properties = new BasicProperties.Builder()
                    .contentType("application/json")
                    .headers(new HashMap<>(Map.of("id", "an-id", "task", "a.task")));
            switch (field) {
                case 0 -> properties.contentType(text);
                case 1 -> properties.contentEncoding(text);
                case 2 -> properties.correlationId(text);
                default -> properties.replyTo(text);
            }
            check(properties.priority(255).build(), BODIES.getFirst(), Map.of("property", text));
        }
    }

    private void check(Map<String, @Nullable Object> more) {
        for (String body : BODIES) {
            Map<String, @Nullable Object> headers = new HashMap<>(Map.of("id", "an-id", "task", "a.task"));
            headers.putAll(more);
            BasicProperties properties = new BasicProperties.Builder()
                    .contentType("application/json")
                    .correlationId("an-id")
                    .headers(headers)
                    .build();
            check(properties, body, more);
        }
    }

    private void check(BasicProperties properties, String body, Map<String, ?> what) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        MessageReader.raw(properties, bytes).afresh();
        MessageReader.sentAt(properties);
        switch (reader.read(properties, bytes, QueueName.DEFAULT)) {
            case Content.Unreadable unreadable -> {
                assertThat(unreadable.reason()).as("%s", what).isNotBlank().doesNotContain("\n", "Exception");
                assertThat(unreadable.id()).as("%s", what).isNotNull();
            }
            case Content.Task(TaskMessage message) -> works(message, what);
        }
    }

    /** All that is done with a message from here on. */
    private void works(TaskMessage message, Map<String, ?> what) {
        message.flow().ifPresent(mark -> assertThat(mark.unsent().run()).isNotNull());
        RetryPolicy policy = message.retryPolicy().orElse(RetryPolicy.ON_REQUEST);
        assertThat(message.reroutedSince().isPresent() || message.isRepeat() || message.wasHeldBack())
                .isIn(true, false);
        List<TaskMessage> onward = new ArrayList<>(List.of(
                message,
                message.heldBack(),
                message.due(),
                message.repeated(),
                message.rerouted(QueueName.DEFAULT, NOW)));
        TaskError error = TaskError.invalidTask("no");
        if (AttemptDecision.of(message, new Outcome.Retry(error, null), policy, NOW)
                instanceof AttemptDecision.Retry retry) {
            onward.add(retry.next());
        }
        TaskRecord.Ended good = new TaskRecord.Succeeded(message.id(), JsonText.NULL, NOW, ResultMetadata.UNKNOWN);
        TaskRecord.Ended bad = new TaskRecord.Failed(message.id(), error, NOW, message.provenance("w", List.of()));
        onward.addAll(FollowUps.of(message, good, NOW).submission().messages());
        onward.addAll(FollowUps.of(message, bad, NOW).submission().messages());
        for (TaskMessage next : onward) {
            TaskMessage read = sent(next, what);
            assertThat(sent(read, what)).as("%s", what).isEqualTo(read);
            DelayedTask kept = new DelayedTask(read, NOW);
            assertThat(states.read(Kind.TASK, states.write(kept)))
                    .as("%s", what)
                    .isEqualTo(kept);
        }
        assertThat(RecordCodec.read(message.id(), RecordCodec.write(bad))).isEqualTo(bad);
    }

    private TaskMessage sent(TaskMessage message, Map<String, ?> what) {
        MessageWriter.Written written = writer.write(message, NOW);
        return switch (reader.read(written.properties(), written.body(), queue(message))) {
            case Content.Task(TaskMessage read) -> read;
            case Content.Unreadable unreadable -> throw new AssertionError(what + ": " + unreadable.reason());
        };
    }

    private static @Nullable QueueName queue(TaskMessage message) {
        return message.options().routing().queue();
    }
}
