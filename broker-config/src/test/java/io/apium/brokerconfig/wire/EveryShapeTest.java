package io.apium.brokerconfig.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.bound.MessageBounds;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Launch;
import io.apium.canvas.Options;
import io.apium.canvas.Origin;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Flow;
import io.apium.flow.Plan;
import io.apium.flow.Plans;
import io.apium.flow.Policy;
import io.apium.flow.Stand;
import io.apium.flow.Value;
import io.apium.ledger.Beat;
import io.apium.ledger.Course;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.State;
import io.apium.schedule.Once;
import io.apium.schedule.Schedule;
import io.apium.task.GroupId;
import io.apium.task.Payload;
import io.apium.task.Provenance;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in can be read again wherever it is written; what is not let in is refused with a reason. */
class EveryShapeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long SEED = Long.getLong("seed", 13);
    private static final int DIGITS = MessageBounds.NUMBER.intMax();
    private static final int NESTING = MessageBounds.NESTING.intMax();
    private static final int KEY = MessageBounds.KEY.intMax();

    /** Text that was once put into JSON by hand. */
    private static final Provenance PROVENANCE = new Provenance(
            "a\"task\\",
            "w@漢",
            "q",
            1,
            new TaskId("\\"),
            new GroupId("\""),
            List.of(new TaskId("a\"b\\c"), new TaskId("漢")));

    private final MessageReader reader = new MessageReader(50_000_000);
    private final MessageWriter writer = new MessageWriter("gen1@test");
    private final StateCodec states = new StateCodec(writer);

    @Test
    void every_value_at_its_bounds_comes_back_from_every_place_that_it_is_written_to() {
        for (Object value : atTheirBounds()) {
            check(value);
        }
    }

    @Test
    void so_does_any_value() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            check(random(random, 0));
        }
    }

    private void check(@Nullable Object value) {
        Signature call = Signature.of("t", value).keyword("named", value);
        TaskMessage message = message(call);
        assertThat(read(writer.write(message, NOW))).isEqualTo(message);
        kept(new DelayedTask(message, NOW));
        Schedule schedule = new Schedule(
                "s", Signature.of("t", value), new Once(NOW), Schedule.Overlap.ALLOW, Schedule.CatchUp.ALL, false);
        kept(new Beat(schedule, false, NOW, null, null, null, 0));

        Payload payload = new Payload(Json.text(value == null ? List.of() : value));
        TaskId id = message.id();
        TaskRecord.Ended ended = new TaskRecord.Succeeded(id, payload, NOW, PROVENANCE);
        assertThat(RecordCodec.read(id, RecordCodec.write(ended))).isEqualTo(ended);
        assertThat(ChordMember.read(ChordMember.write(ended))).isEqualTo(new ChordMember.Good(id, payload));
        assertThat(Json.read(payload.json())).isEqualTo(value == null ? List.of() : value);
        flow(call, payload);

        TaskMessage body = message(Signature.of("body", List.of(payload, payload)));
        assertThat(read(writer.write(body, NOW)).signature().args())
                .isEqualTo(List.of(List.of(Json.read(payload.json()), Json.read(payload.json()))));
    }

    private void flow(Signature call, Payload payload) {
        Plan plan = Plans.task(call, Plans.orElse(payload.json()));
        List<Stand> stands = List.of(new Stand.Ended(new Value.Many(List.of(new Value.Known(payload)))));
        kept(new Course(new Flow(message(call), plan, 1, 1, stands, Flow.Phase.RUNNING, NOW, NOW, null, null)));
    }

    static Stream<Arguments> canvases() {
        return Stream.of(
                Arguments.of("links", (UnaryOperator<Canvas>)
                        canvas -> Signature.of("t").linked(List.of(canvas))),
                Arguments.of("errbacks", (UnaryOperator<Canvas>)
                        canvas -> Signature.of("t").guarded(List.of(canvas))),
                Arguments.of("chains", (UnaryOperator<Canvas>) canvas -> new Chain(List.of(canvas, Signature.of("t")))),
                Arguments.of("linked chains", (UnaryOperator<Canvas>)
                        canvas -> new Chain(List.of(Signature.of("t").linked(List.of(canvas))))),
                Arguments.of("groups", (UnaryOperator<Canvas>) canvas -> Group.of(canvas)),
                Arguments.of("headers", (UnaryOperator<Canvas>)
                        canvas -> new Chord(List.of(canvas), Signature.of("b"), Options.NONE)),
                Arguments.of("bodies", (UnaryOperator<Canvas>)
                        canvas -> new Chord(List.of(Signature.of("t")), canvas, Options.NONE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("canvases")
    void a_canvas_as_deep_as_a_request_may_be_is_sent_and_kept(String name, UnaryOperator<Canvas> around) {
        Canvas canvas = Signature.of("innermost", 1);
        for (int i = 0; i < NESTING / 2; i++) {
            canvas = around.apply(canvas);
        }
        Launch launch = Launch.of(canvas, Origin.named(name, NOW));

        assertThat(launch.messages()).isNotEmpty();
        for (TaskMessage message : launch.messages()) {
            assertThat(read(writer.write(message, NOW)).id()).isEqualTo(message.id());
            TaskMessage read = read(writer.write(message, NOW));
            kept(new DelayedTask(read, NOW));
        }
    }

    @Test
    void a_plan_as_deep_as_a_flow_may_be_is_kept() {
        Plan plan = Plans.task(Signature.of("innermost", nested(NESTING)), Policy.NONE);
        for (int i = 0; i < 20; i++) {
            plan = i % 2 == 0 ? Plans.chain(plan) : Plans.chord(Plans.group(plan), Plans.task("b"));
        }
        Flow flow = Flow.of(new TaskId("f"), plan, NOW, null);

        kept(new Course(flow));
    }

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
                            unreadable -> assertThat(unreadable.reason()).contains("not UTF-8"));
        }
        check("\ufffd");
    }

    @Test
    void what_has_no_form_is_not_written() {
        assertThat(read(writer.write(message(Signature.of("t", "\ud800")), NOW).body()))
                .as("never a question mark in its place")
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("unpaired surrogate"));
        assertThatThrownBy(() -> writer.write(message(Signature.of("t", nested(2_000))), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1500");
        assertThatThrownBy(() -> Json.text(List.of("\udfff"))).isInstanceOf(IllegalArgumentException.class);
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

    private void kept(State state) {
        String written = states.write(state);
        assertThat(states.read(state.key().kind(), written)).isEqualTo(state);
        // as long as the state has it, the text must survive the store, which keeps UTF-8
        assertThat(new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(written);
    }

    private static TaskMessage message(Signature call) {
        TaskId id = new TaskId("an-id");
        Options options = call.options().withId(id).withRouting(new Options.Routing(QueueName.DEFAULT, 0));
        return new TaskMessage(id, id, null, 0, null, null, call.with(options), List.of());
    }

    private TaskMessage read(MessageWriter.Written written) {
        return switch (reader.read(written.properties(), written.body(), QueueName.DEFAULT)) {
            case Content.Task(TaskMessage message) -> message;
            case Content.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }

    private Content read(byte[] body) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .headers(Map.of("id", "an-id", "task", "a.task"))
                .build();
        return reader.read(properties, body, QueueName.DEFAULT);
    }

    private static List<Object> atTheirBounds() {
        BigInteger longest = BigInteger.TEN.pow(DIGITS).subtract(BigInteger.ONE);
        return List.of(
                longest,
                longest.negate(),
                new BigDecimal(longest, DIGITS),
                new BigDecimal("9.99e10000"),
                new BigDecimal("-1e-10000"),
                new BigDecimal("12345678901234567890.5"),
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                -0.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Map.of("k".repeat(KEY), 1),
                Map.of("漢".repeat(KEY), List.of()),
                "x".repeat(5_000_000),
                nested(NESTING));
    }

    private static Object nested(int levels) {
        Object value = 1;
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }

    private static @Nullable Object random(Random random, int depth) {
        return switch (random.nextInt(depth > 6 ? 7 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong() | 1L << 40;
            case 4 -> new BigInteger(70 + random.nextInt(3_000), random).setBit(69);
            case 5 ->
                random.nextBoolean()
                        ? (Object) random.nextDouble()
                        : new BigDecimal("1e" + (400 + random.nextInt(9_000)));
            case 6 -> text(random);
            case 7, 8 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(random(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(text(random), random(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '"' : point);
        }
        return text.toString();
    }
}
