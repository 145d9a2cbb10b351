package io.apium.adapter.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.net.BrowserCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ManagementTokenFilterTest {

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

    /** In a column of the token, none is -. */
    @ParameterizedTest
    @CsvSource({
        "GET, /metrics, localhost:8081,, -, 200",
        "GET, /metrics, rebound.example,, -, 421",
        "GET, /health, rebound.example:8081,, -, 421",
        "GET, /metrics, rebound.example,, secret, 401",
        "GET, /livez, 10.1.2.3:8081,, -, 200",
        "GET, /readyz, 10.1.2.3:8081,, secret, 200",
        "POST, /health, localhost:8081, http://evil.example, -, 403",
        "POST, /health, localhost:8081, http://localhost:8081, -, 200",
        "POST, /health, localhost:8081, http://evil.example, secret, 403"
    })
    void a_page_of_another_site_learns_nothing(
            String method, String path, String host, @Nullable String origin, String token, int status)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.addHeader("Host", host);
        if (origin != null) {
            request.addHeader("Origin", origin);
        }

        assertThat(asked(token.equals("-") ? null : token, request).getStatus()).isEqualTo(status);
    }

    private static MockHttpServletResponse asked(@Nullable String token, String path, @Nullable String authorization)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        return asked(token, request);
    }

    private static MockHttpServletResponse asked(@Nullable String token, MockHttpServletRequest request)
            throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        BrowserCheck check = BrowserCheck.of("apium.management", "127.0.0.1", List.of(), token);
        new ManagementTokenFilter(token, check).doFilter(request, response, new MockFilterChain());
        return response;
    }
}
