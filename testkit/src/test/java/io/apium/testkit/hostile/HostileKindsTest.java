package io.apium.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.bound.PlainText;
import io.apium.testkit.hostile.HostileKinds.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileKindsTest {

    private static final long SEED = 42;
    private static final int SOME = 100;

    /** Everything as bytes. */
    static Stream<HostileKinds<byte[]>> all() {
        return Stream.of(
                OddNames.all().in("name", name -> name.getBytes(StandardCharsets.UTF_16)),
                JsonShapes.all().in("JSON", json -> json.getBytes(StandardCharsets.UTF_8)),
                HeaderTables.all().in("table", AmqpTable::bytes),
                TaskMessages.all().in("task", HostileKindsTest::bytes),
                ControlMessages.all().in("control", HostileKindsTest::bytes),
                HttpRequests.all());
    }

    private static byte[] bytes(AmqpMessage message) {
        return new AmqpBytes().raw(message.contentHeader()).raw(message.body()).bytes();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_kind_occurs_once_before_any_occurs_again(HostileKinds<byte[]> kinds) {
        assertThat(kinds.samples(SEED).limit(kinds.names().size()).map(Sample::kind))
                .containsExactlyInAnyOrderElementsOf(kinds.names());
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_seed_says_what_is_made_and_another_seed_makes_other_input(HostileKinds<byte[]> kinds) {
        assertThat(digests(kinds, SEED)).isEqualTo(digests(kinds, SEED));
        assertThat(digests(kinds, SEED + 1)).isNotEqualTo(digests(kinds, SEED));
    }

    private static List<String> digests(HostileKinds<byte[]> kinds, long seed) {
        return kinds.samples(seed)
                .limit(SOME)
                .map(sample -> sample.kind() + " " + Arrays.hashCode(sample.value()))
                .toList();
    }

    @Test
    void there_are_thousands_of_kinds() {
        assertThat(all().mapToInt(kinds -> kinds.names().size()).sum()).isGreaterThan(3_000);
    }

    @Test
    void two_kinds_of_one_name_are_refused() {
        HostileKinds<String> kinds = HostileKinds.<String>none().with("a", _ -> "a");

        assertThatThrownBy(() -> kinds.with("a", _ -> "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> kinds.with(kinds)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> kinds.make("b", new SplittableRandom(SEED)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headers_have_every_type_at_every_name() {
        List<String> made = HeaderTables.all().names();

        assertThat(AmqpType.values())
                .extracting(AmqpType::code)
                .containsOnlyOnceElementsOf(codes("tbBsuIilLfdDSATFVx"));
        for (String header : HeaderTables.NAMES) {
            for (AmqpType type : AmqpType.values()) {
                assertThat(made).contains("header " + header + ": " + type + " '" + type.code() + "'");
            }
        }
    }

    private static List<Character> codes(String codes) {
        return codes.chars().mapToObj(code -> (char) code).toList();
    }

    @Test
    void names_have_254_to_256_bytes_in_characters_of_1_to_4_bytes() {
        for (int width = 1; width <= 4; width++) {
            for (int bytes = 254; bytes <= 256; bytes++) {
                String name =
                        OddNames.all().make(bytes + " bytes in characters of " + width, new SplittableRandom(SEED));

                assertThat(PlainText.utf8Length(name)).isEqualTo(bytes);
                assertThat(name).matches(".*" + widest(width) + "+");
            }
        }
    }

    private static String widest(int width) {
        return List.of("x", "ž", "漢", "🐎").get(width - 1);
    }

    @Test
    void sizes_and_edges_reach_both_ends() {
        SplittableRandom random = new SplittableRandom(SEED);

        assertThat(IntStream.range(0, 2_000).map(_ -> RandomPick.size(random, 10, 1_000)))
                .allMatch(size -> size >= 10 && size <= 1_000)
                .anyMatch(size -> size < 20)
                .anyMatch(size -> size > 900);
        assertThat(Stream.generate(() -> RandomPick.edge(random)).limit(2_000))
                .contains(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31);
    }
}
