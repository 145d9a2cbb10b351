package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.record.ChordMember;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.record.RecordCodec;
import io.apium.bound.MessageBounds;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.ledger.EntryKey.Kind;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is over a bound, malformed or damaged is refused with a reason, and nothing else happens. */
class OverBoundsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int DIGITS = MessageBounds.NUMBER.intMax();
    private static final int KEY = MessageBounds.KEY.intMax();

    private final MessageReader reader = new MessageReader(50_000_000);
    private final MessageWriter writer = new MessageWriter("gen1@test");
    private final EntryCodec states = new EntryCodec(writer);

    static Stream<Arguments> overTheirBounds() {
        return Stream.of(
                Arguments.of("9".repeat(DIGITS + 1), "at most 10000 digits"),
                Arguments.of("9".repeat(1_000_000), "10020"),
                Arguments.of("0." + "9".repeat(DIGITS + 1), "at most 10000 digits"),
                Arguments.of("1e10001", "exponent"),
                Arguments.of("1E-999999999", "exponent"),
                Arguments.of("-1E+99999999999999", "exponent"),
                Arguments.of("{\"" + "k".repeat(KEY + 1) + "\": 1}", "100000"),
                Arguments.of("[".repeat(999) + "]".repeat(999), "1000"),
                Arguments.of("[1" + ",1".repeat(999_995) + "]", "at most 1000000"),
                Arguments.of("[[]" + ",{}".repeat(999_995) + "]", "at most 1000000"),
                Arguments.of("\"\\ud800\"", "unpaired surrogate"),
                Arguments.of("\"\\uDC00\\ud800\"", "unpaired surrogate"),
                Arguments.of("\"\\ud83d \\ude00\"", "unpaired surrogate"),
                Arguments.of("{\"\\uDFFF\": 1}", "unpaired surrogate"),
                Arguments.of("01", "not JSON"),
                Arguments.of("\"a\nb\"", "not JSON"));
    }

    @ParameterizedTest
    @MethodSource("overTheirBounds")
    void a_message_with_anything_over_its_bound_is_unreadable_and_says_which(String json, String reason) {
        Content content = read(("[[" + json + "], {}, {}]").getBytes(StandardCharsets.UTF_8));

        assertThat(content)
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason())
                                .contains(reason)
                                .doesNotContain("StreamReadConstraints"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "UTF-32BE"})
    void a_body_in_another_encoding_is_unreadable(String charset) {
        assertThat(read("[[\"ü\"], {}, {}]".getBytes(Charset.forName(charset)))).isInstanceOf(Content.Unreadable.class);
    }

    @Test
    void a_body_with_malformed_utf_8_is_unreadable_and_a_replacement_character_is_text() {
        for (int[] bytes :
                new int[][] {{0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xff}, {0xe6, 0xbc}, {0xf4, 0x90, 0x80, 0x80}}) {
            byte[] body = "[[\"    \"], {}, {}]".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                body[3 + i] = (byte) bytes[i];
            }
            assertThat(read(body))
                    .isInstanceOfSatisfying(
                            Content.Unreadable.class,
                            unreadable -> assertThat(unreadable.reason()).contains("must be UTF-8"));
        }
        assertThat(read("[[\"\ufffd\"], {}, {}]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Content.Task.class);
    }

    @Test
    void what_has_no_form_is_not_written() {
        assertThat(read(writer.write(message(Signature.of("t", "\ud800")), NOW).body()))
                .as("never a question mark in its place")
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("unpaired surrogate"));
        assertThatThrownBy(() -> writer.write(message(Signature.of("t", Shapes.nested(2_000))), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1500");
        assertThatThrownBy(() -> PythonJson.text(List.of("\udfff"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "{}",
                "[1]",
                "{\"status\": \"SUCCESS\", \"retries\": \"x\"}",
                "{\"status\": \"SUCCESS\", \"children\": 5, \"parent_id\": []}",
                "{\"origin\": 1}",
                "{\"schedule\": []}",
                "{\"body\": \"[]\", \"due\": 1}",
                "{\"stands\": [[]], \"origin\": {}}",
                "[1, \"a\"]",
                "[1, \"a\", \"SUCCESS\"",
                "\u0000\u0001"
            })
    void what_is_damaged_in_the_store_is_an_illegal_argument_for_every_reader(String json) {
        TaskId id = new TaskId("t");
        for (Kind kind : Kind.values()) {
            assertThatThrownBy(() -> states.read(kind, json)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ChordMember.read(json)).isInstanceOf(IllegalArgumentException.class);
        if (!json.contains("children")) {
            assertThatThrownBy(() -> RecordCodec.read(id, json)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static TaskMessage message(Signature call) {
        TaskId id = new TaskId("an-id");
        TaskOptions options = call.options().withId(id).withRouting(new TaskOptions.Routing(QueueName.DEFAULT, 0));
        return new TaskMessage(id, id, null, 0, null, null, call.with(options), List.of());
    }

    private Content read(byte[] body) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .headers(Map.of("id", "an-id", "task", "a.task"))
                .build();
        return reader.read(properties, body, QueueName.DEFAULT);
    }
}
