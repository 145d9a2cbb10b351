package io.apium.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(
        properties = {
            "apium.api.token=open-sesame",
            "apium.management.token=only-numbers",
            "apium.api.max-body-size=1KB"
        })
class TokenFilterTest {

    private static final String[] TOKEN = {"Authorization", "Bearer open-sesame"};

    @Autowired
    Http http;

    @Test
    void without_the_token_nothing_is_answered_but_whether_the_server_lives() {
        for (String path :
                new String[] {"/v1/tasks/a", "/v1/openapi.json", "/metrics", "/nothing", "/livez/", "/livez;a"}) {
            Answer answer = http.get(path);

            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"apium\"");
            assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:unauthorized");
        }
        assertThat(http.get("/livez").status()).isEqualTo(200);
        assertThat(http.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void only_the_whole_token_opens() {
        assertThat(http.get("/v1/tasks/a", TOKEN).status()).isEqualTo(404);
        assertThat(http.get("/v1/tasks/a", "Authorization", "bearer open-sesame")
                        .status())
                .isEqualTo(404);
        for (String wrong :
                new String[] {"Bearer open", "Bearer ", "Basic open-sesame", "open-sesame", "Bearer open-sesamee"}) {
            assertThat(http.get("/v1/tasks/a", "Authorization", wrong).status())
                    .as(wrong)
                    .isEqualTo(401);
        }
    }

    @Test
    void the_token_of_the_other_services_opens_the_metrics_alone() {
        String[] status = {"Authorization", "Bearer only-numbers"};

        assertThat(http.get("/metrics", status).status()).isEqualTo(200);
        assertThat(http.get("/metrics", TOKEN).status()).isEqualTo(200);
        assertThat(http.get("/metrics/", status).status()).isEqualTo(401);
        assertThat(http.get("/v1/tasks/a", status).status()).isEqualTo(401);
    }

    @Test
    void a_body_over_the_limit_is_too_large() {
        String large = "{\"task\":\"" + "x".repeat(1024) + "\"}";

        Answer told = http.post("/v1/tasks", large, TOKEN);
        Answer chunked = http.send(http.request("/v1/tasks", TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.US_ASCII))))
                .build());

        assertThat(told.status()).isEqualTo(413);
        assertThat(told.text("/type")).isEqualTo("urn:apium:problem:body-too-large");
        assertThat(told.text("/detail")).contains("1024");
        assertThat(chunked.status()).isEqualTo(413);
    }
}
