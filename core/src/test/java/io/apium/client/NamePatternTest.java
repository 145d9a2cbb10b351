package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NamePatternTest {

    @Test
    void a_pattern_matches_what_the_same_regular_expression_does() {
        for (long seed = 0; seed < 50_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String pattern = text(random, "ab.*", 6);
            String name = text(random, "ab.", 8);
            Pattern regex = Pattern.compile(
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));

            assertThat(NamePattern.of(pattern).matches(name))
                    .as("seed %s: %s for %s", seed, pattern, name)
                    .isEqualTo(regex.matcher(name).matches());
        }
    }

    /** With a regular expression of as many stars this takes longer than the universe has been there. */
    @Test
    @Timeout(5)
    void many_stars_take_no_longer_than_few() {
        assertThat(NamePattern.of("*a".repeat(127) + "b").matches("a".repeat(255)))
                .isFalse();
    }

    private static String text(SplittableRandom random, String letters, int most) {
        return random.ints(random.nextInt(most), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
