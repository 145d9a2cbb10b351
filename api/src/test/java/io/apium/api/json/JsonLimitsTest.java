package io.apium.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.bound.Bound;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {

    private static final long SEED = Long.getLong("seed", 14);

    /** A document of each shape that has as much of something as it is asked for. */
    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("empty lists", ApiBounds.JSON_VALUES, most -> list("[]", most - 1)),
                shape("empty objects", ApiBounds.JSON_VALUES, most -> list("{}", most - 1)),
                shape("numbers", ApiBounds.JSON_VALUES, most -> list("1", most - 1)),
                shape("texts", ApiBounds.JSON_VALUES, most -> list("\"\"", most - 1)),
                shape("nulls", ApiBounds.JSON_VALUES, most -> list("null", most - 1)),
                shape("members in many objects", ApiBounds.JSON_VALUES, most -> pairs(most)),
                shape("members", ApiBounds.OBJECT_MEMBERS, JsonLimitsTest::object),
                shape("a name", ApiBounds.MEMBER_NAME, most -> "{\"" + "n".repeat((int) most) + "\":1}"),
                shape("a name of escapes", ApiBounds.MEMBER_NAME, most -> "{\"" + "\\n".repeat((int) most) + "\":1}"),
                shape("digits", ApiBounds.NUMBER_DIGITS, most -> "9".repeat((int) most)),
                shape("decimals", ApiBounds.NUMBER_DIGITS, most -> "0." + "9".repeat((int) most - 2)),
                shape("an exponent", ApiBounds.NUMBER_DIGITS, most -> "1e-" + "0".repeat((int) most - 4) + "1"),
                shape("lists in lists", ApiBounds.NESTING, most -> nested("[", "]", most)),
                shape("objects in objects", ApiBounds.NESTING, most -> nested("{\"a\":", "}", most - 1, "{}")),
                shape("both", ApiBounds.NESTING, most -> nested("[{\"a\":", "}]", most / 2, "1") + " ".repeat(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void each_shape_is_read_up_to_its_limit_and_refused_beyond_it(
            String name, Bound bound, LongFunction<String> shape) {
        long step = name.equals("both") || name.equals("members in many objects") ? 2 : 1;

        assertThatCode(() -> read(shape.apply(bound.max()))).doesNotThrowAnyException();
        assertThat(mistake(shape.apply(bound.max() + step)).toString()).contains(bound.name(), "" + bound.max());
    }

    /** At the limit of core's, and at and beyond all that Java's own numbers can have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e10001",
                "-1E-10001",
                "10e10000",
                "0.001e-9998",
                "1e2147483647",
                "1e2147483648",
                "-1e-2147483649",
                "1e395041603203",
                "1.5E-999999999999999999999"
            })
    void an_exponent_that_no_number_has_is_refused_with_its_place(String number) {
        assertThat(mistake(number).toString()).contains("exponent");
        assertThat(mistake("{\"a\":[0," + number + "]}").toString()).contains("/a/1", "exponent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e10000", "-9.9E-10000", "1e400", "1E-400", "0e0", "12345678901234567890.5"})
    void one_that_a_number_has_is_read(String number) {
        assertThat(read(number).isNumber()).isTrue();
    }

    @Test
    void what_is_far_over_a_limit_is_refused_before_anything_is_built_from_it() {
        for (String shape : List.of(list("[]", 8_000_000), "[".repeat(16_000_000), "9".repeat(16_000_000))) {
            byte[] json = shape.getBytes(StandardCharsets.US_ASCII);
            long before = allocated();

            assertThat(refusal(json)).isInstanceOf(ApiError.Invalid.class);

            assertThat(allocated() - before).as("bytes").isLessThan(4L * json.length);
        }
    }

    @Test
    void the_limit_of_values_holds_for_all_documents_of_a_request_together() {
        byte[] half = list("[]", ApiBounds.JSON_VALUES.max() / 2).getBytes(StandardCharsets.US_ASCII);
        ValueCount values = new ValueCount();

        assertThat(ApiJson.read(half, 0, half.length, values).size()).isEqualTo(250_000);
        assertThat(catchThrowableOfType(ApiException.class, () -> ApiJson.read(half, 0, half.length, values)))
                .hasMessageContaining(ApiBounds.JSON_VALUES.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\uDFFF", "x\\udc00\\ud800", "\\ud83d\\ud83d\\ude00", "\\ud83dx", "\\uDBFF\\n"})
    void half_of_a_character_is_refused_wherever_it_stands(String half) {
        assertThat(mistake("\"" + half + "\"").toString()).contains("surrogate");
        assertThat(mistake("[1,{\"a\":[\"" + half + "\"]}]").toString()).contains("/1/a/0", "surrogate");
        assertThat(refusal(("{\"" + half + "\":1}").getBytes(StandardCharsets.UTF_8))
                        .toString())
                .containsIgnoringCase("line 1, column ")
                .contains("surrogate");
    }

    @Test
    void whole_characters_are_read_however_they_are_written() {
        assertThat(read("\"\\ud83d\\ude00 😀 \\\\ud800\"").stringValue()).isEqualTo("😀 😀 \\ud800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void other_encodings_than_utf_8_are_refused(String charset) {
        assertThat(refusal("{\"task\":\"a\"}".getBytes(Charset.forName(charset))))
                .isInstanceOf(ApiError.Unreadable.class);
        assertThat(refusal("1".getBytes(Charset.forName(charset)))).isInstanceOf(ApiError.Unreadable.class);
    }

    @Test
    void bytes_are_utf_8_exactly_when_a_strict_decoder_says_so() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(8)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) == 0 ? 1 + random.nextInt(127) : 0x80 + random.nextInt(128));
            }
            assertThat(StrictUtf8.invalidAt(bytes, 0, bytes.length) < 0)
                    .as("%s of seed %s", java.util.HexFormat.of().formatHex(bytes), SEED)
                    .isEqualTo(isUtf8(bytes));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static Arguments shape(String name, Bound bound, LongFunction<String> shape) {
        return Arguments.of(name, bound, shape);
    }

    private static String list(String element, long count) {
        return "[" + (element + ",").repeat((int) count - 1) + element + "]";
    }

    /** Two values for each element: the object, and what is in it. */
    private static String pairs(long values) {
        return list("{\"a\":1}", (values - 1) / 2);
    }

    private static String object(long members) {
        return LongStream.range(0, members)
                .mapToObj(i -> "\"m" + i + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String nested(String open, String close, long levels) {
        return nested(open, close, levels, "");
    }

    private static String nested(String open, String close, long levels, String inside) {
        return open.repeat((int) levels) + inside + close.repeat((int) levels);
    }

    private static tools.jackson.databind.JsonNode read(String json) {
        return ApiJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiError refusal(byte[] json) {
        return catchThrowableOfType(ApiException.class, () -> ApiJson.read(json))
                .refusal();
    }

    private static ApiError.Invalid mistake(String json) {
        return (ApiError.Invalid) refusal(json.getBytes(StandardCharsets.UTF_8));
    }
}
