package io.apium.brokerconfig.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.FollowUps;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.Verdict;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey.Kind;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Payload;
import io.apium.task.Provenance;
import io.apium.task.QueueName;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
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
    private final StateCodec states = new StateCodec(writer);

    static List<String> headers() {
        return HEADERS;
    }

    @ParameterizedTest
    @MethodSource("headers")
    void a_header_of_any_type_leaves_a_task_that_works_or_an_unreadable_message(String name) {
        for (Object value : values()) {
            check(Map.of(name, value));
        }
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put(name, null);
        check(nothing);
    }

    @Test
    void any_headers_together_do_too() {
        Random random = new Random(SEED);
        List<Object> values = values();
        for (int i = 0; i < 5_000; i++) {
            Map<String, @Nullable Object> some = new HashMap<>();
            for (int j = random.nextInt(6); j >= 0; j--) {
                some.put(HEADERS.get(random.nextInt(HEADERS.size())), values.get(random.nextInt(values.size())));
            }
            check(some);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
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
        assertThat(message.movedSince().isPresent() || message.isRepeat() || message.isHeld())
                .isIn(true, false);
        List<TaskMessage> onward = new ArrayList<>(List.of(
                message, message.held(), message.due(), message.repeated(), message.moved(QueueName.DEFAULT, NOW)));
        Fault fault = Fault.invalidTask("no");
        if (Verdict.of(message, new Outcome.Retry(fault, null), policy, NOW) instanceof Verdict.Again again) {
            onward.add(again.next());
        }
        TaskRecord.Ended good = new TaskRecord.Succeeded(message.id(), Payload.NULL, NOW, Provenance.UNKNOWN);
        TaskRecord.Ended bad = new TaskRecord.Failed(message.id(), fault, NOW, message.provenance("w", List.of()));
        onward.addAll(FollowUps.of(message, good, NOW).launch().messages());
        onward.addAll(FollowUps.of(message, bad, NOW).launch().messages());
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

    static List<String> texts() {
        return List.of(
                "",
                " ",
                "text",
                "soon",
                "-1",
                "2026-11-22T10:00:00Z",
                "9999-12-31T23:59:59.999999-12:00",
                "0001-01-01T00:00:00",
                "+999999999-12-31T23:59:59Z",
                "[1, 2]",
                "1|0|0|-|flow",
                "1|0|0|5|flow",
                "99999999999|0|0|-|flow",
                "a\nb",
                "a\u0000b",
                "\u001b[31m",
                "\ud800",
                "漢".repeat(85),
                "漢".repeat(86),
                "x".repeat(255),
                "x".repeat(256),
                "x".repeat(120_000),
                "application/x-gzip",
                "true");
    }

    @SuppressWarnings("JavaUtilDate") // that is how the client gives moments
    private static List<Object> values() {
        List<Object> values = new ArrayList<>(List.of(
                true,
                false,
                (byte) -1,
                (short) 7,
                0,
                1,
                -5,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                5L,
                -5L,
                1764480000000L,
                3_000_000_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1.5f,
                Float.NaN,
                0.0,
                1.5,
                3.0,
                -3.0,
                1e300,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY));
        values.addAll(List.of(
                new BigDecimal("1.5"),
                new BigDecimal("-2147483647"),
                BigDecimal.valueOf(7, 255),
                new Date(0),
                new Date(Long.MAX_VALUE),
                new Date(Long.MIN_VALUE),
                new byte[] {1, 2},
                new byte[0],
                List.of(),
                Arrays.asList(1, null),
                List.of(1e300, "text"),
                List.of(-5, 5L),
                List.of(List.of(List.of(1))),
                List.of("a", "b", "c"),
                Map.of(),
                Map.of("a", List.of(Map.of("b", 1.5))),
                Map.of("x".repeat(255), 1),
                Map.of("max_retries", 3, "delay_ms", 1000L, "delay_max_ms", 5L),
                Map.of("max_retries", Long.MAX_VALUE, "delay_ms", 1, "delay_max_ms", 1),
                Map.of("max_retries", 1, "delay_ms", Long.MAX_VALUE, "delay_max_ms", 1),
                Map.of("priority", "high", "queue", List.of(), "task_id", 5),
                nested(19),
                nested(25),
                nested(2_000)));
        for (String text : texts()) {
            values.add(text);
            values.add(LongStringHelper.asLongString(text));
        }
        return values;
    }

    private static Object nested(int levels) {
        Object value = 1;
        for (int i = 1; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }
}
