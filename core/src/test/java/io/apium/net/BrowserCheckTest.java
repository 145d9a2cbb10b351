package io.apium.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.net.BrowserCheck.Refused;
import io.apium.net.BrowserCheck.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserCheckTest {

    private static final String LISTED = "api.example.com";

    private static final List<String> SAFE = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> UNSAFE =
            List.of("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "");

    private static final List<String> OWN_HOSTS = List.of(
            "localhost",
            "localhost:8080",
            "LocalHost:8080",
            "127.0.0.1:8080",
            "127.1.2.3",
            "[::1]",
            "[::1]:8080",
            "127.0.0.9:8080",
            "api.example.com",
            "API.example.com:443");

    private static final List<String> FOREIGN_HOSTS = List.of(
            "rebound.example",
            "rebound.example:8080",
            "localhost.rebound.example",
            "127.0.0.1.rebound.example",
            "xlocalhost",
            "10.0.0.1:8080",
            "[fe80::1]:8080",
            "[::1].rebound.example",
            "[::2]",
            "example.com",
            "x.api.example.com",
            "0.0.0.0:8080",
            "localhost:8080:1",
            "user@localhost",
            "localhost/x",
            "",
            " ");

    /** By whether a page of such an Origin is this server's, asked as localhost:8080. */
    private static final Map<String, Boolean> ORIGINS = Map.ofEntries(
            Map.entry("http://localhost:8080", true),
            Map.entry("HTTP://LOCALHOST:8080", true),
            Map.entry("https://localhost:8080", true),
            Map.entry("https://api.example.com", true),
            Map.entry("http://localhost", false),
            Map.entry("http://localhost:3000", false),
            Map.entry("http://127.0.0.1:8080", false),
            Map.entry("https://evil.example", false),
            Map.entry("http://localhost:8080.evil.example", false),
            Map.entry("http://localhost:8080@evil.example", false),
            Map.entry("https://api.example.com.evil.example", false),
            Map.entry("null", false),
            Map.entry("file://", false),
            Map.entry("chrome-extension://localhost:8080", false),
            Map.entry("http://", false),
            Map.entry("http://localhost:8080 http://evil.example", false),
            Map.entry("", false));

    private static final List<@Nullable String> OWN_SITE = listOf(null, "same-origin", "none");
    private static final List<String> OTHER_SITE = List.of("cross-site", "same-site", "", "SAME-ORIGIN", "unknown");

    private final BrowserCheck open = BrowserCheck.of("apium.api", "127.0.0.9", List.of("API.Example.com"), null);
    private final BrowserCheck closed = BrowserCheck.of("apium.api", "0.0.0.0", List.of(LISTED), "token");

    @Test
    void without_a_token_every_method_wants_a_host_that_is_this_servers() {
        for (String method : all()) {
            for (String host : OWN_HOSTS) {
                assertThat(open.refused(new Source(method, host, null, null)))
                        .as(host)
                        .isEmpty();
            }
            for (String host : FOREIGN_HOSTS) {
                assertThat(open.refused(new Source(method, host, "http://" + host, "same-origin")))
                        .as(host)
                        .contains(Refused.HOST);
            }
            assertThat(open.refused(new Source(method, null, null, null))).isEmpty();
        }
    }

    @Test
    void with_a_token_any_host_will_do() {
        for (String method : all()) {
            for (String host : FOREIGN_HOSTS) {
                assertThat(closed.refused(new Source(method, host, null, null)))
                        .as(host)
                        .isEmpty();
            }
        }
    }

    @Test
    void what_changes_anything_is_refused_to_pages_of_other_sites_with_and_without_a_token() {
        for (BrowserCheck check : List.of(open, closed)) {
            for (String method : all()) {
                ORIGINS.forEach((origin, isOwn) -> {
                    for (String site : OWN_SITE) {
                        boolean refused = !isOwn && UNSAFE.contains(method);
                        assertRefused(check, new Source(method, "localhost:8080", origin, site), refused);
                    }
                });
                for (String site : OWN_SITE) {
                    assertRefused(check, new Source(method, "localhost:8080", null, site), false);
                }
                for (String site : OTHER_SITE) {
                    assertRefused(check, new Source(method, "localhost:8080", null, site), UNSAFE.contains(method));
                    Source ownOrigin = new Source(method, "localhost:8080", "http://localhost:8080", site);
                    assertRefused(check, ownOrigin, UNSAFE.contains(method));
                }
            }
        }
    }

    @Test
    void a_page_of_a_listed_host_may_ask_also_behind_a_proxy_that_names_another_host() {
        assertRefused(open, new Source("POST", "127.0.0.1:8080", "https://api.example.com", "cross-site"), false);
        assertRefused(open, new Source("POST", "127.0.0.1:8080", "https://other.example.com", "cross-site"), true);
    }

    @Test
    void the_port_that_the_scheme_stands_for_may_be_left_out() {
        assertRefused(closed, new Source("POST", "host", "https://host:443", null), false);
        assertRefused(closed, new Source("POST", "host:80", "http://host", null), false);
        assertRefused(closed, new Source("POST", "host:443", "http://host", null), true);
        assertRefused(closed, new Source("POST", null, "http://host", null), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "https://api.example.com", "api.example.com:8080", "a/b", "a b", "*:1", "[::1", "a@b"})
    void a_name_that_can_be_none_is_refused_with_its_key(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrowserCheck.of("apium.api", "localhost", List.of(name), null))
                .withMessageStartingWith("apium.api.allowed-hosts")
                .withMessageEndingWith(name);
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(SAFE);
        all.addAll(UNSAFE);
        return all;
    }

    private static void assertRefused(BrowserCheck check, Source source, boolean refused) {
        assertThat(check.refused(source))
                .as(source.toString())
                .isEqualTo(refused ? Optional.of(Refused.CROSS_SITE) : Optional.empty());
    }

    private static List<@Nullable String> listOf(@Nullable String... values) {
        return Arrays.asList(values);
    }
}
