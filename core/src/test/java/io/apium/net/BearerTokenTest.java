package io.apium.net;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

    private static final BearerToken TOKEN = requireNonNull(BearerToken.of("secrét"));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secrét", "bearer secrét", "Bearer  secrét "})
    void whoever_says_the_whole_of_it_knows_it(String authorization) {
        assertThat(TOKEN.isIn(authorization)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "secrét", "Basic secrét", "Bearer", "Bearer ", "Bearer secr", "Bearer secrétt"})
    void all_others_do_not(@Nullable String authorization) {
        assertThat(TOKEN.isIn(authorization)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void nothing_is_no_token(@Nullable String secret) {
        assertThat(BearerToken.of(secret)).isNull();
    }
}
