package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.celery.ControlMessage.Answer;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.broker.RemoteControl.ControlCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlMessageTest {

    private static final String PING = """
            {"method": "ping", "arguments": {}, "destination": ["a@h", "b@h"], "pattern": null, "matcher": null,
             "ticket": "t-1", "reply_to": {"exchange": "reply.celery.pidbox", "routing_key": "oid"}}""";

    @Test
    void an_order_of_celery_is_read_with_where_its_answer_goes() {
        ControlMessage controlMessage = read(PING);

        assertThat(controlMessage.command()).isEqualTo(new ControlCommand("ping", Map.of()));
        assertThat(controlMessage.destination()).containsExactly("a@h", "b@h");
        assertThat(controlMessage.answer()).isEqualTo(new Answer("reply.celery.pidbox", "oid", "t-1"));
        assertThat(controlMessage.clock()).isEqualTo(7);
    }

    @Test
    void an_order_that_nobody_waits_for_has_no_answer() {
        ControlMessage cast =
                read("{\"method\": \"revoke\", \"arguments\": {\"task_id\": \"x\", \"terminate\": false}}");

        assertThat(cast.answer()).isNull();
        assertThat(cast.command().arguments()).isEqualTo(Map.of("task_id", "x", "terminate", false));
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
        ControlMessage controlMessage = new ControlMessage(
                new ControlCommand("ping", Map.of()), List.of("a@h", "b@h"), pattern, matcher, null, 0);

        assertThat(controlMessage.isFor(node)).isEqualTo(meant);
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
        "w^@host, w[^1]@host, glob, true",
        "w2@host, w[^1]@host, glob, false",
        "w\\@host, w[\\]@host, glob, true",
        "w&@host, w[&&1]@host, glob, true",
        "w:@host, w[[:alpha:]@host, glob, true",
        "w1@host, w.@host, glob, false",
        "w1@host, w\\d, pcre, true",
        "w1@host, host, pcre, false",
        "w1@host, .*host$, pcre, true",
        "w1@host, x*, , true",
    })
    void an_order_with_a_pattern_is_for_those_whom_it_fits(String node, String pattern, String matcher, boolean meant) {
        ControlMessage controlMessage =
                new ControlMessage(new ControlCommand("ping", Map.of()), List.of(), pattern, matcher, null, 0);

        assertThat(controlMessage.isFor(node)).isEqualTo(meant);
    }

    @Test
    void a_pattern_that_cannot_be_read_is_an_error() {
        assertThatThrownBy(() -> fitting("w(", "pcre").isFor("w1@h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pattern is invalid");
        assertThatThrownBy(() -> fitting("(w)\\1", "pcre").isFor("w1@h"))
                .as("what takes backtracking is no pattern here")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fitting("w*", "sql").isFor("w1@h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sql");
        assertThatThrownBy(() -> fitting("w".repeat(501), "glob").isFor("w1@h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500");
    }

    /** Each of these takes a backtracking matcher from minutes to for ever. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a+)+$; pcre",
                "(a|a)*$; pcre",
                "(a|aa)+$; pcre",
                "(.*)*b; pcre",
                "(.*a){25}b; pcre",
                "((a{0,30}){0,30})$; pcre",
                "(?i)(x+x+)+y|(a*)*b; pcre",
                "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b; glob",
                "[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*b; glob",
            })
    @Timeout(5)
    void a_pattern_takes_time_in_proportion_to_the_name(String pattern, String matcher) {
        ControlMessage controlMessage = fitting(pattern, matcher);

        for (int i = 0; i < 10; i++) {
            assertThat(controlMessage.isFor("a".repeat(190) + "!")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{1000}){1000}){1000}){1000})",
                "(((((((a{9}){9}){9}){9}){9}){9}){9})",
                "a{1000}b{1000}c{1000}d{1000}e{1000}f{1000}g{1000}"
            })
    @Timeout(5)
    void a_pattern_that_would_be_large_is_refused_or_compiled_at_once(String pattern) {
        try {
            assertThat(fitting(pattern, "pcre").isFor("w1@h")).isFalse();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("pattern");
        }
    }

    /** A seed that fails is printed. */
    @Test
    @Timeout(60)
    void whatever_comes_is_an_order_or_an_exception_and_no_error() {
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String body = strange(random);
            try {
                ControlMessage controlMessage = read(body);
                assertThat(controlMessage.clock()).isBetween(0L, Long.MAX_VALUE - 1);
                boolean _ = controlMessage.isFor("w1@host");
            } catch (RuntimeException refused) {
                assertThat(refused).as("seed %s: %s", seed, body).isNotInstanceOf(NullPointerException.class);
            }
        }
    }

    private static String strange(SplittableRandom random) {
        List<String> values = List.of(
                "null",
                "true",
                "7",
                "-1.5e300",
                "9223372036854775808",
                "\"\"",
                "\"w\"",
                "\"(a+)+$\"",
                "\"[\"",
                "\"\\ud800\"",
                "[]",
                "[null, 1, [\"x\"]]",
                "{}",
                "{\"exchange\": 1, \"routing_key\": []}",
                "\"glob\"",
                "\"pcre\"",
                "[".repeat(600) + "]".repeat(600));
        List<String> names = List.of(
                "method", "arguments", "destination", "pattern", "matcher", "ticket", "reply_to", "expires", "x");
        StringBuilder body = new StringBuilder("{\"method\": \"ping\"");
        for (int i = random.nextInt(5); i > 0; i--) {
            body.append(", \"")
                    .append(names.get(random.nextInt(names.size())))
                    .append("\": ")
                    .append(values.get(random.nextInt(values.size())));
        }
        String whole = body.append('}').toString();
        return random.nextInt(4) > 0 ? whole : whole.substring(0, random.nextInt(whole.length()));
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

    private static ControlMessage fitting(String pattern, String matcher) {
        return new ControlMessage(new ControlCommand("ping", Map.of()), List.of(), pattern, matcher, null, 0);
    }

    private static ControlMessage read(String body) {
        BasicProperties properties = new BasicProperties.Builder()
                .headers(Map.of("clock", 7, "expires", 0.5))
                .build();
        return ControlMessage.read(properties, body.getBytes(StandardCharsets.UTF_8));
    }
}
