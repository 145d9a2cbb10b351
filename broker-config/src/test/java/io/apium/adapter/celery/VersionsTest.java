package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions that know more headers and such that know fewer read one another's messages. */
class VersionsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00.123Z");

    private final MessageReader reader = new MessageReader(1_000_000);
    private final MessageWriter writer = new MessageWriter("gen1@test");

    static Stream<Object> nonsense() {
        return Stream.of("now", 1.8e12, -1L, 1_790_000_000L, 7, List.of(1L), Map.of("at", 1L), true);
    }

    @Test
    void a_message_of_a_version_that_did_not_say_when_it_sent_is_read() {
        Golden.Message old = old();

        TaskMessage message = read(old.properties(), old.bytes());

        assertThat(message.task()).isEqualTo("tasks.add");
        assertThat(message.retries()).isEqualTo(2);
        assertThat(message.isRepeat()).isTrue();
        assertThat(message.retryPolicy()).isPresent();
        assertThat(message.chain()).hasSize(1);
        assertThat(MessageReader.sentAt(old.properties())).isNull();
    }

    @Test
    void the_moment_of_its_sending_is_in_the_message_and_not_in_the_task() {
        Golden.Message old = old();
        TaskMessage message = read(old.properties(), old.bytes());

        Written sent = writer.write(message, NOW);
        Written later = writer.write(read(sent.properties(), sent.body()), NOW.plusSeconds(9));

        assertThat(MessageReader.sentAt(sent.properties())).isEqualTo(NOW);
        assertThat(MessageReader.sentAt(later.properties())).isEqualTo(NOW.plusSeconds(9));
        assertThat(read(later.properties(), later.body())).isEqualTo(message);
        assertThat(writer.write(message).properties().getHeaders())
                .as("what is kept was not sent")
                .doesNotContainKey(TaskMessage.SENT);
    }

    @Test
    void a_header_of_a_version_to_come_is_handed_on_as_it_came() {
        Golden.Message old = old();
        BasicProperties newer = with(old, Map.of("apium_tomorrow", "|1|", TaskMessage.SENT, NOW.toEpochMilli()));

        TaskMessage message = read(newer, old.bytes());

        assertThat(message.options().extra()).containsEntry("apium_tomorrow", "|1|");
        assertThat(writer.write(message, NOW).properties().getHeaders()).containsEntry("apium_tomorrow", "|1|");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void a_moment_that_makes_no_sense_is_not_known_and_nothing_else_is_wrong(Object sent) {
        Golden.Message old = old();
        BasicProperties properties = with(old, Map.of(TaskMessage.SENT, sent));

        assertThat(MessageReader.sentAt(properties)).isNull();
        assertThat(read(properties, old.bytes())).isEqualTo(read(old.properties(), old.bytes()));
    }

    private static Golden.Message old() {
        return Golden.messages("versions").findFirst().orElseThrow();
    }

    private static BasicProperties with(Golden.Message message, Map<String, Object> more) {
        Map<String, @Nullable Object> headers = new HashMap<>(message.headers());
        headers.putAll(more);
        return message.properties().builder().headers(headers).build();
    }

    private TaskMessage read(BasicProperties properties, byte[] body) {
        return switch (reader.read(properties, body, QueueName.DEFAULT)) {
            case Content.Task(TaskMessage message) -> message;
            case Content.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }
}
