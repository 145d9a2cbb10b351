package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitConstantsTest {

    private static final List<SourceFile> HOUSE = SourceFile.all();
    private static final Set<String> INTERNAL = InternalLimits.names();

    @Test
    void every_limit_of_input_is_taken_from_a_bound() {
        assertThat(HOUSE.stream().flatMap(source -> LimitConstants.bare(source, INTERNAL).stream()))
                .isEmpty();
    }

    @Test
    void those_that_are_listed_as_internal_are_there() {
        assertThat(HOUSE.stream().flatMap(source -> LimitConstants.names(source).stream()))
                .containsAll(INTERNAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    private static final int LENGTH_MAX = 255;",
                "    static final long MAX_BYTES = 1L << 20;",
                "    public static final Duration LIMIT = Duration.ofSeconds(3);",
                "    private static final DataSize BODY_LIMIT =\n            DataSize.ofMegabytes(32);"
            })
    void a_planted_limit_is_caught(String line) {
        SourceFile planted = java(line);

        assertThat(LimitConstants.bare(planted, Set.of())).hasSize(1);
        assertThat(LimitConstants.bare(planted, Set.copyOf(LimitConstants.names(planted))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    private static final int LENGTH_MAX = MessageBounds.TASK_ID.intMax();",
                "    private static final Duration LIMIT =\n            Duration.ofDays(CommandBounds.TIME_LIMIT.max());",
                "    private static final int CLIMAX = 3;",
                "    private final int lengthMax = 3;"
            })
    void a_limit_that_is_taken_from_a_bound_and_whatever_is_no_limit_are_not(String line) {
        assertThat(LimitConstants.bare(java(line), Set.of())).isEmpty();
    }

    private static SourceFile java(String line) {
        return new SourceFile(
                "worker/src/main/java/io/apium/worker/Planted.java",
                line.lines().toList());
    }
}
