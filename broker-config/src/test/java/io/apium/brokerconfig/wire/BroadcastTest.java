package io.apium.brokerconfig.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.broker.RemoteControl.Order;
import io.apium.brokerconfig.wire.Broadcast.Answer;
import io.apium.brokerconfig.wire.MessageWriter.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BroadcastTest {

    private static final String PING = """
            {"method": "ping", "arguments": {}, "destination": ["a@h", "b@h"], "pattern": null, "matcher": null,
             "ticket": "t-1", "reply_to": {"exchange": "reply.celery.pidbox", "routing_key": "oid"}}""";

    @Test
    void an_order_of_celery_is_read_with_where_its_answer_goes() {
        Broadcast broadcast = read(PING);

        assertThat(broadcast.order()).isEqualTo(new Order("ping", Map.of()));
        assertThat(broadcast.destination()).containsExactly("a@h", "b@h");
        assertThat(broadcast.answer()).isEqualTo(new Answer("reply.celery.pidbox", "oid", "t-1"));
        assertThat(broadcast.clock()).isEqualTo(7);
    }

    @Test
    void an_order_that_nobody_waits_for_has_no_answer() {
        Broadcast cast = read("{\"method\": \"revoke\", \"arguments\": {\"task_id\": \"x\", \"terminate\": false}}");

        assertThat(cast.answer()).isNull();
        assertThat(cast.order().arguments()).isEqualTo(Map.of("task_id", "x", "terminate", false));
        assertThat(cast.isFor("anybody@h")).isTrue();
    }

    @Test
    void an_answer_is_given_by_name_and_with_its_ticket() {
        Written written =
                new Answer("reply.celery.pidbox", "oid", "t-1").written("ž@h", Map.of("ok", "pong"), 5_000_000_000L);

        assertThat(new String(written.body(), StandardCharsets.UTF_8)).isEqualTo("{\"ž@h\":{\"ok\":\"pong\"}}");
        assertThat(written.properties().getContentType()).isEqualTo("application/json");
        assertThat(written.properties().getHeaders()).isEqualTo(Map.of("ticket", "t-1", "clock", 5_000_000_000L));
    }

    @ParameterizedTest
    @CsvSource({
        "a@h, , , true",
        "b@h, , , true",
        "c@h, , , false",
        "c@h, c@*, glob, false",
    })
    void an_order_with_destinations_is_for_them_alone(String node, String pattern, String matcher, boolean meant) {
        Broadcast broadcast =
                new Broadcast(new Order("ping", Map.of()), List.of("a@h", "b@h"), pattern, matcher, null, 0);

        assertThat(broadcast.isFor(node)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "w1@host, w*@host, glob, true",
        "w1@host, w?@host, glob, true",
        "w12@host, w?@host, glob, false",
        "w1@host, w, glob, false",
        "w1@host, w[0-9]@host, glob, true",
        "w1@host, w[!0-9]@host, glob, false",
        "w]@host, w[]]@host, glob, true",
        "w[@host, w[@host, glob, true",
        "w.@host, w.@host, glob, true",
        "w1@host, w.@host, glob, false",
        "w1@host, w\\d, pcre, true",
        "w1@host, host, pcre, false",
        "w1@host, .*host$, pcre, true",
        "w1@host, x*, , true",
    })
    void an_order_with_a_pattern_is_for_those_whom_it_fits(String node, String pattern, String matcher, boolean meant) {
        Broadcast broadcast = new Broadcast(new Order("ping", Map.of()), List.of(), pattern, matcher, null, 0);

        assertThat(broadcast.isFor(node)).isEqualTo(meant);
    }

    @Test
    void a_pattern_that_cannot_be_read_is_an_error() {
        assertThatThrownBy(() -> fitting("w(", "pcre").isFor("w1@h")).isInstanceOf(PatternSyntaxException.class);
        assertThatThrownBy(() -> fitting("w*", "sql").isFor("w1@h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sql");
        assertThatThrownBy(() -> fitting("w".repeat(501), "glob").isFor("w1@h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"method\": null}",
                "{\"method\": \"x\", \"arguments\": []}",
                "{\"method\": \"x\", \"destination\": \"a@h\"}",
                "{\"method\": \"x\", \"reply_to\": \"me\"}",
                "{\"method\": \"x\", \"reply_to\": {\"exchange\": \"e\"}}"
            })
    void what_is_not_an_order_is_an_error(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(RuntimeException.class);
    }

    private static Broadcast fitting(String pattern, String matcher) {
        return new Broadcast(new Order("ping", Map.of()), List.of(), pattern, matcher, null, 0);
    }

    private static Broadcast read(String body) {
        BasicProperties properties = new BasicProperties.Builder()
                .headers(Map.of("clock", 7, "expires", 0.5))
                .build();
        return Broadcast.read(properties, body.getBytes(StandardCharsets.UTF_8));
    }
}
