package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.broker.Delivery.Content;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableMessagesTest {

    private static final int BYTES_MAX = 1_000;
    private static final String BODY = "[[1], {}, {}]";

    private final MessageReader reader = new MessageReader(BYTES_MAX);

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("{", Map.of(), "not JSON"),
                Arguments.of("[1, 2]", Map.of(), "must be a list of arguments"),
                Arguments.of("[{}, {}, {}]", Map.of(), "arguments must be a list"),
                Arguments.of("[[], [], {}]", Map.of(), "keyword arguments must be an object"),
                Arguments.of("[[], {}, 7]", Map.of(), "third part of the body"),
                Arguments.of("[[{\"__type__\": \"pickle\", \"__value__\": 1}], {}, {}]", Map.of(), "unknown type"),
                Arguments.of(BODY, Map.of("eta", "tomorrow"), "eta must be an ISO 8601"),
                Arguments.of(BODY, Map.of("expires", "12"), "expires must be an ISO 8601"),
                Arguments.of(BODY, Map.of("retries", "many"), "retries must be a whole number"),
                Arguments.of(BODY, Map.of("timelimit", "long"), "timelimit must be a list"),
                Arguments.of(BODY, Map.of("apium_retry", "often"), "retry header must be a retry policy, got"),
                Arguments.of(
                        BODY,
                        Map.of("apium_retry", Map.of("max_retries", -1, "delay_ms", 0, "delay_max_ms", 0)),
                        "maxRetries must be 0"),
                Arguments.of(BODY, Map.of("compression", "application/x-bz2"), "must be zlib"),
                Arguments.of(BODY, Map.of("compression", "application/x-gzip"), "not the zlib stream"),
                Arguments.of("[[\"" + "x".repeat(BYTES_MAX) + "\"], {}, {}]", Map.of(), "over the limit"),
                Arguments.of("[".repeat(BYTES_MAX / 2), Map.of(), "not JSON"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_cannot_be_read_is_kept_with_its_id_and_the_reason(
            String body, Map<String, Object> headers, String reason) {
        Content content = read("application/json", headers("an-id", "a.task", headers), body);

        assertThat(content).isInstanceOfSatisfying(Content.Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).contains(reason);
            assertThat(unreadable.id()).isEqualTo(new TaskId("an-id"));
            assertThat(unreadable.task()).isEqualTo("a.task");
        });
    }

    @Test
    void a_message_without_an_id_or_a_task_or_headers_is_unreadable() {
        assertThat(read("application/json", headers(null, "a.task", Map.of()), BODY))
                .isInstanceOfSatisfying(Content.Unreadable.class, unreadable -> {
                    assertThat(unreadable.reason()).contains("'id' is missing");
                    assertThat(unreadable.id()).isNull();
                });
        assertThat(read("application/json", headers("an-id", null, Map.of()), BODY))
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("'task' is missing"));
        assertThat(read("application/json", null, BODY)).isInstanceOf(Content.Unreadable.class);
    }

    @Test
    void an_unknown_content_type_is_unreadable() {
        assertThat(read("application/x-python-serialize", headers("an-id", "a.task", Map.of()), BODY))
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("application/x-python-serialize"));
        assertThat(read(null, headers("an-id", "a.task", Map.of()), BODY)).isInstanceOf(Content.Unreadable.class);
    }

    @Test
    void a_compressed_body_is_read_within_the_limit() throws IOException {
        Map<String, @Nullable Object> headers = headers("an-id", "a.task", Map.of("compression", "application/x-gzip"));

        Content small = reader.read(properties("application/json", headers), zlib(BODY), QueueName.DEFAULT);
        Content bomb =
                reader.read(properties("application/json", headers), zlib(" ".repeat(100_000)), QueueName.DEFAULT);

        assertThat(small).isInstanceOf(Content.Task.class);
        assertThat(bomb)
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("over the limit"));
    }

    @Test
    void a_message_of_protocol_1_is_unreadable_with_the_id_and_the_task_in_its_body() {
        String old = "{\"id\": \"old-id\", \"task\": \"old.task\", \"args\": [1], \"kwargs\": {}, \"retries\": 0}";

        for (Map<String, @Nullable Object> headers :
                List.<Map<String, @Nullable Object>>of(Map.of(), Map.of("lang", "py"))) {
            assertThat(read("application/json", headers, old))
                    .isInstanceOfSatisfying(Content.Unreadable.class, unreadable -> {
                        assertThat(unreadable.reason()).contains("protocol 1", "task_protocol = 2");
                        assertThat(unreadable.id()).isEqualTo(new TaskId("old-id"));
                        assertThat(unreadable.task()).isEqualTo("old.task");
                    });
        }
        assertThat(read("application/json", null, old)).isInstanceOf(Content.Unreadable.class);
    }

    @Test
    void an_unreadable_message_has_whatever_id_it_gives_and_no_nonsense() {
        for (String body : List.of(BODY, "{", "{\"id\": \"\", \"task\": 5}", "{\"id\": [], \"task\": \"a\\nb\"}")) {
            BasicProperties properties = properties("application/json", Map.of("task", "a\u001bb"))
                    .builder()
                    .correlationId("from-the-property")
                    .build();
            Content content = reader.read(properties, body.getBytes(StandardCharsets.UTF_8), QueueName.DEFAULT);
            assertThat(content).isInstanceOfSatisfying(Content.Unreadable.class, unreadable -> {
                assertThat(unreadable.id()).isEqualTo(new TaskId("from-the-property"));
                assertThat(unreadable.task()).isIn(null, "5");
            });
        }
    }

    @Test
    void a_reason_is_one_line_however_strange_the_message() {
        assertThat(read("application/json", headers("an-id", "t", Map.of("eta", "a\nERROR forged\u001b[31m")), BODY))
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason())
                                .contains("a\\u000aERROR forged\\u001b[31m")
                                .doesNotContain("\n", "\u001b"));
    }

    private Content read(@Nullable String contentType, @Nullable Map<String, @Nullable Object> headers, String body) {
        return reader.read(properties(contentType, headers), body.getBytes(StandardCharsets.UTF_8), QueueName.DEFAULT);
    }

    private static BasicProperties properties(
            @Nullable String contentType, @Nullable Map<String, @Nullable Object> headers) {
        return new BasicProperties.Builder()
                .contentType(contentType)
                .headers(headers)
                .build();
    }

    private static Map<String, @Nullable Object> headers(
            @Nullable String id, @Nullable String task, Map<String, Object> more) {
        Map<String, @Nullable Object> headers = new HashMap<>(more);
        headers.put("id", id);
        headers.put("task", task);
        return headers;
    }

    private static byte[] zlib(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
