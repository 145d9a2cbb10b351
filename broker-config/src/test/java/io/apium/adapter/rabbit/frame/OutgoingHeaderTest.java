package io.apium.adapter.rabbit.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutgoingHeaderTest {

    /** Of one, two, three and four bytes. */
    private static final List<String> CHARACTERS = List.of("a", "ž", "任", "🐎");

    private static final Map<String, Function<String, BasicProperties>> SHORT_STRINGS = Map.ofEntries(
            Map.entry("content_type", text -> builder().contentType(text).build()),
            Map.entry(
                    "content_encoding", text -> builder().contentEncoding(text).build()),
            Map.entry("correlation_id", text -> builder().correlationId(text).build()),
            Map.entry("reply_to", text -> builder().replyTo(text).build()),
            Map.entry("expiration", text -> builder().expiration(text).build()),
            Map.entry("message_id", text -> builder().messageId(text).build()),
            Map.entry("type", text -> builder().type(text).build()),
            Map.entry("user_id", text -> builder().userId(text).build()),
            Map.entry("app_id", text -> builder().appId(text).build()),
            Map.entry("cluster_id", text -> builder().clusterId(text).build()),
            Map.entry("header name", text -> headers(Map.of(text, 1))),
            Map.entry("name in header", text -> headers(Map.of("a", List.of(Map.of(text, 1))))));

    static Stream<Arguments> shortStrings() {
        return SHORT_STRINGS.entrySet().stream()
                .flatMap(place -> CHARACTERS.stream()
                        .flatMap(character -> IntStream.rangeClosed(254, 256)
                                .mapToObj(bytes ->
                                        Arguments.of(place.getKey(), text(character, bytes), place.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("shortStrings")
    void a_short_string_is_refused_where_the_client_refuses_it(
            String place, String text, Function<String, BasicProperties> properties) {
        BasicProperties made = properties.apply(text);

        if (isWritable(made)) {
            assertThatCode(() -> OutgoingHeader.bytes(made)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> OutgoingHeader.bytes(made))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(place)
                    .hasMessageContaining("at most 255 bytes, got 256");
        }
    }

    /** As many bytes, of such characters as fit, the rest of ASCII's. */
    private static String text(String character, int bytes) {
        int each = character.getBytes(UTF_8).length;
        return character.repeat(bytes / each) + "a".repeat(bytes % each);
    }

    @Test
    void a_frame_has_as_many_bytes_as_were_counted() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Map<String, @Nullable Object> headers = new HashMap<>();
            for (int header = random.nextInt(12); header > 0; header--) {
                headers.put(name(random), value(random, 0));
            }
            BasicProperties properties = builder()
                    .headers(headers)
                    .contentType(name(random))
                    .correlationId(name(random))
                    .messageId("a-message-id-of-more-than-20-bytes")
                    .timestamp(Date.from(Instant.EPOCH))
                    .priority(3)
                    .deliveryMode(2)
                    .build();

            assertThat(OutgoingHeader.bytes(properties))
                    .as("seed " + seed)
                    .isEqualTo(properties.toFrame(1, 5).size());
        }
    }

    @Test
    void headers_are_refused_where_they_do_not_fit_into_a_frame() {
        for (int bytes : List.of(1_000, 130_000, 131_030, 131_073, 200_000, 300_000)) {
            BasicProperties properties = headers(Map.of("big", "x".repeat(bytes)));

            if (bytes < 131_000) {
                assertThat(OutgoingHeader.bytes(properties)).isGreaterThan(bytes);
            } else {
                assertThatThrownBy(() -> OutgoingHeader.bytes(properties)).hasMessageContaining("at most 131072 bytes");
            }
        }
    }

    static Stream<Arguments> unwritable() {
        return Stream.of(
                Arguments.of("CC", "other", "header CC must be a list of queue names, got: 'other'"),
                Arguments.of("BCC", Map.of(), "header BCC must be a list"),
                Arguments.of("odd", Instant.EPOCH, "java.time.Instant"),
                Arguments.of("odd", "\ud800", "unpaired surrogate, got: '\\ud800'"),
                Arguments.of("odd", new BigDecimal("1e10"), "decimal that AMQP cannot express"),
                Arguments.of("odd", new BigDecimal("12345678901.5"), "decimal that AMQP cannot express"),
                Arguments.of("odd", levels(101), "at most 100 levels, got 101"),
                Arguments.of("odd", levels(20_000), "at most 100 levels, got 101"));
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    void a_header_that_the_client_or_the_broker_refuses_is_refused_with_its_name(
            String name, Object value, String message) {
        assertThatThrownBy(() -> OutgoingHeader.bytes(headers(Map.of(name, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @Test
    void what_is_at_its_bounds_is_let_through() {
        assertThat(OutgoingHeader.bytes(headers(Map.of("deep", levels(100), "CC", List.of("other")))))
                .isPositive();
    }

    private static Object levels(int count) {
        Object value = List.of();
        for (int level = 1; level < count; level++) {
            value = List.of(value);
        }
        return value;
    }

    private static String name(Random random) {
        return CHARACTERS.get(random.nextInt(CHARACTERS.size())).repeat(random.nextInt(60));
    }

    private static @Nullable Object value(Random random, int level) {
        return switch (random.nextInt(level < 4 ? 14 : 12)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (byte) random.nextInt();
            case 3 -> (short) random.nextInt();
            case 4 -> random.nextInt();
            case 5 -> random.nextLong();
            case 6 -> random.nextFloat();
            case 7 -> random.nextDouble();
            case 8 -> BigDecimal.valueOf(random.nextInt(), random.nextInt(256));
            case 9 -> Date.from(Instant.ofEpochSecond(random.nextInt()));
            case 10 -> new byte[random.nextInt(50)];
            case 11 -> name(random) + name(random) + name(random);
            case 12 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, level + 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> table = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    table.put(name(random), value(random, level + 1));
                }
                yield table;
            }
        };
    }

    private static boolean isWritable(BasicProperties properties) {
        try {
            properties.toFrame(1, 0);
            return true;
        } catch (IOException | IllegalArgumentException refused) {
            return false;
        }
    }

    private static BasicProperties headers(Map<String, Object> headers) {
        return builder().headers(headers).build();
    }

    private static BasicProperties.Builder builder() {
        return new BasicProperties.Builder();
    }
}
