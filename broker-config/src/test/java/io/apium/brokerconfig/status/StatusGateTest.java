package io.apium.brokerconfig.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StatusGateTest {

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void probes_are_open_to_all(String path) throws Exception {
        assertThat(asked("secret", path, null).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/metrics,", "/health, Bearer wrong", "/livez/, Basic secret", "//livez, Bearer", "/metrics, secret"})
    void all_else_wants_the_token(String path, @Nullable String authorization) throws Exception {
        MockHttpServletResponse response = asked("secret", path, authorization);

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.getContentAsString()).contains("\"status\":401");
    }

    @Test
    void whoever_knows_the_token_is_told_everything() throws Exception {
        assertThat(asked("secret", "/metrics", "bearer secret").getStatus()).isEqualTo(200);
    }

    @Test
    void without_a_token_everybody_is() throws Exception {
        assertThat(asked(null, "/metrics", null).getStatus()).isEqualTo(200);
    }

    private static MockHttpServletResponse asked(@Nullable String token, String path, @Nullable String authorization)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        new StatusGate(token).doFilter(request, response, new MockFilterChain());
        return response;
    }
}
