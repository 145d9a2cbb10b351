package io.apium.adapter.rabbit.frame;

import static io.apium.adapter.rabbit.RawHeader.header;
import static io.apium.adapter.rabbit.RawHeader.joined;
import static io.apium.adapter.rabbit.RawHeader.nested;
import static io.apium.adapter.rabbit.RawHeader.number;
import static io.apium.adapter.rabbit.RawHeader.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.AMQImpl;
import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.rabbit.RawHeader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingHeaderTest {

    /** Every code that RabbitMQ 3.10 passes on, and U of the specification. */
    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of('t', number(1, 1), true),
                Arguments.of('b', number(-7, 1), (byte) -7),
                Arguments.of('B', number(200, 1), 200),
                Arguments.of('s', number(-300, 2), (short) -300),
                Arguments.of('U', number(-300, 2), (short) -300),
                Arguments.of('u', number(60_000, 2), 60_000),
                Arguments.of('I', number(-70_000, 4), -70_000),
                Arguments.of('i', number(4_000_000_000L, 4), 4_000_000_000L),
                Arguments.of('l', number(Long.MIN_VALUE, 8), Long.MIN_VALUE),
                Arguments.of('L', number(1_764_480_000_000L, 8), 1_764_480_000_000L),
                Arguments.of('L', number(Long.MAX_VALUE, 8), Long.MAX_VALUE),
                Arguments.of('L', number(-3_000_000_000L, 8), -3_000_000_000L),
                Arguments.of('f', number(Float.floatToIntBits(2.5f), 4), 2.5f),
                Arguments.of('d', number(Double.doubleToLongBits(2.5), 8), 2.5),
                Arguments.of('D', joined(number(2, 1), number(-314, 4)), new BigDecimal("-3.14")),
                Arguments.of('T', number(1_764_480_000L, 8), Instant.ofEpochSecond(1_764_480_000L)),
                Arguments.of('S', joined(number(3, 4), "ž!".getBytes(UTF_8)), "ž!"),
                Arguments.of('A', joined(number(2, 4), new byte[] {'t', 1}), List.of(true)),
                Arguments.of('F', joined(number(4, 4), header("n", 't', number(0, 1))), Map.of("n", false)),
                Arguments.of('x', joined(number(2, 4), new byte[] {1, 2}), new byte[] {1, 2}));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void a_value_of_every_code_is_read_at_a_header_and_in_a_table_in_a_list(char code, byte[] value, Object expected)
            throws IOException {
        byte[] fields = header("deep", code, value);
        byte[] table = joined(new byte[] {'F'}, number(fields.length, 4), fields);
        byte[] list = header("list", 'A', joined(number(table.length, 4), table));

        Map<String, Object> headers = read(RawHeader.of(header("odd", code, value), list, text("task", "math.add")));

        assertThat(plain(headers.get("odd"))).isEqualTo(expected);
        assertThat(headers.get("list"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .satisfies(element ->
                        assertThat(plain(((Map<?, ?>) element).get("deep"))).isEqualTo(expected));
        assertThat(headers.get("task")).hasToString("math.add");
        assertThat(headers).doesNotContainKey(MessageReader.UNREADABLE);
    }

    @Test
    void a_header_that_can_be_read_is_neither_changed_nor_copied() {
        byte[] payload =
                RawHeader.of(text("id", "an-id"), header("n", 'V', new byte[0])).payload(7);
        byte[] before = payload.clone();

        byte[] readable = IncomingHeader.readable(payload);

        assertThat(readable).isSameAs(payload).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void levels_up_to_the_bound_are_read(int levels) throws IOException {
        assertThat(read(RawHeader.of(nested("deep", levels)))).containsOnlyKeys("deep");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1_000, 26_000})
    void a_header_with_more_levels_is_left_out_and_the_others_are_read(int levels) throws IOException {
        Map<String, Object> headers =
                read(RawHeader.of(text("id", "an-id"), nested("deep", levels), text("task", "math.add")));

        assertThat(headers).containsOnlyKeys("id", "task", MessageReader.UNREADABLE);
        assertThat(headers.get("task")).hasToString("math.add");
        assertThat(headers.get(MessageReader.UNREADABLE))
                .hasToString("header 'deep' cannot be read: header must have at most 100 levels, got 101");
    }

    @Test
    void what_follows_a_value_of_an_unknown_code_is_left_out_with_it() throws IOException {
        Map<String, Object> headers =
                read(RawHeader.of(text("id", "an-id"), header("odd\n", 'Q', number(0, 8)), text("task", "math.add")));

        assertThat(headers).containsOnlyKeys("id", MessageReader.UNREADABLE);
        assertThat(headers.get(MessageReader.UNREADABLE))
                .hasToString("header 'odd\\u000a' cannot be read: a value has the unknown type code 81");
    }

    @Test
    void a_sender_cannot_write_the_reason() throws IOException {
        Map<String, Object> headers =
                read(RawHeader.of(text(MessageReader.UNREADABLE, "anything"), text("task", "math.add")));

        assertThat(headers).containsOnlyKeys("task", MessageReader.UNREADABLE);
        assertThat(headers.get(MessageReader.UNREADABLE)).asString().contains("senders must not set it");
    }

    /** RabbitMQ passes them on; the client would read more flags where there are none. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void flags_without_a_property_are_taken_for_nothing(int flags) throws IOException {
        byte[] headers = joined(number(0, 4));

        assertThat(read(new RawHeader(0x2000 | flags, headers))).isEmpty();
    }

    /** Whatever the bytes are, the client can read what it is given. */
    @Test
    void no_damage_to_a_header_makes_it_unreadable() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] whole = new RawHeader(0xfffc, everyProperty()).payload(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged =
                    Arrays.copyOf(whole, random.nextInt(20) == 0 ? random.nextInt(14, whole.length) : whole.length);
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(12, damaged.length)] = (byte) random.nextInt(256);
            }
            byte[] sent = damaged.clone();
            try {
                byte[] readable = IncomingHeader.readable(damaged);
                AMQImpl.readContentHeaderFrom(new DataInputStream(new ByteArrayInputStream(readable)));
            } catch (IOException | RuntimeException unreadable) {
                throw new AssertionError("seed " + seed + ": " + Arrays.toString(sent), unreadable);
            }
        }
    }

    private static byte[] everyProperty() {
        byte[] headers = joined(
                text("id", "an-id"),
                header("sent", 'L', number(1_764_480_000_000L, 8)),
                nested("list", 5),
                header("table", 'F', joined(number(4, 4), header("n", 't', number(0, 1)))));
        byte[] name = RawHeader.shortString("text");
        return joined(
                name,
                name,
                number(headers.length, 4),
                headers,
                number(2, 1),
                number(5, 1),
                name,
                name,
                name,
                name,
                number(1_764_480_000L, 8),
                name,
                name,
                name,
                name);
    }

    private static Map<String, Object> read(RawHeader header) throws IOException {
        byte[] readable = IncomingHeader.readable(header.payload(1));
        BasicProperties properties = (BasicProperties)
                AMQImpl.readContentHeaderFrom(new DataInputStream(new ByteArrayInputStream(readable)));
        return properties.getHeaders();
    }

    private static Object plain(Object value) {
        return switch (value) {
            case LongString text -> text.toString();
            case Date moment -> moment.toInstant();
            default -> value;
        };
    }
}
