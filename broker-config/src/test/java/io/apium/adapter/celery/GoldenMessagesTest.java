package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenMessagesTest {

    private final MessageReader reader = new MessageReader(1_000_000);
    private final MessageWriter writer = new MessageWriter("gen1@test");

    static Stream<Golden.Message> all() {
        return Stream.concat(Golden.messages("messages"), Golden.messages("crafted"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_message_of_celery_is_read_with_its_id_and_task(Golden.Message golden) {
        TaskMessage message = read(golden);

        assertThat(message.id().value()).isEqualTo(golden.headers().get("id"));
        assertThat(message.task()).isEqualTo(golden.headers().get("task"));
        assertThat(message.root().value()).isEqualTo(golden.headers().get("root_id"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_message_of_celery_written_again_says_the_same(Golden.Message golden) {
        TaskMessage message = read(golden);

        Written written = writer.write(message);

        assertThat(reader.read(written.properties(), written.body(), QueueName.DEFAULT))
                .isEqualTo(new Content.Task(message));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_message_written_again_has_the_headers_that_celery_gave_it(Golden.Message golden) {
        Map<String, Object> headers = writer.write(read(golden)).properties().getHeaders();

        assertThat(headers).containsKeys("lang", "task", "id", "retries", "timelimit", "root_id", "origin", "group");
        for (String name : List.of(
                "id",
                "task",
                "retries",
                "root_id",
                "parent_id",
                "group",
                "group_index",
                "shadow",
                "timelimit",
                "ignore_result",
                "stamps",
                "stamped_headers")) {
            if (golden.headers().containsKey(name)) {
                assertThat(headers.get(name))
                        .as(name)
                        .isEqualTo(golden.headers().get(name));
            }
        }
    }

    @Test
    void values_keep_their_kind_on_the_way() {
        TaskMessage message = read(named("messages", "tricky.json#0"));

        Written written = writer.write(message);

        List<?> before =
                (List<?>) PythonJson.message(named("messages", "tricky.json#0").bytes());
        List<?> after = (List<?>) PythonJson.message(written.body());
        assertThat(after.subList(0, 2)).isEqualTo(before.subList(0, 2));
    }

    @Test
    void a_chains_next_step_is_its_last_element() {
        TaskMessage message = read(named("messages", "chain.json#0"));

        List<Canvas> chain = message.chain();

        assertThat(chain).hasSize(2).allSatisfy(step -> assertThat(step).isInstanceOf(Signature.class));
        assertThat(((Signature) chain.getLast()).args()).isNotEqualTo(((Signature) chain.getFirst()).args());
    }

    @Test
    void a_group_followed_by_a_step_is_read_as_a_chord() {
        TaskMessage message = read(named("messages", "chain-group-step.json#0"));

        assertThat(message.chain()).singleElement().isInstanceOf(Chord.class);
    }

    @Test
    void a_part_of_a_chord_knows_its_body_and_its_place() {
        List<TaskMessage> parts = Golden.messages("messages")
                .filter(golden -> golden.name().startsWith("chord.json"))
                .map(this::read)
                .toList();

        assertThat(parts).hasSize(3);
        assertThat(parts).extracting(part -> membership(part).index()).containsExactly(0, 1, 2);
        assertThat(parts).extracting(part -> membership(part).chord()).doesNotContainNull();
    }

    @Test
    void values_in_envelopes_are_opened() {
        TaskMessage message = read(named("crafted", "typed-values.json#0"));

        assertThat(message.signature().kwargs()).containsEntry("when", "2026-11-22T13:03:47");
        assertThat((Map<?, ?>) message.signature().args().getFirst())
                .asInstanceOf(InstanceOfAssertFactories.map(Object.class, Object.class))
                .containsEntry("decimal", "1.50")
                .containsEntry("uuid", "5d0c5d55-0000-4000-8000-000000000009")
                .containsEntry("bytes", "grüß")
                .containsEntry("base64", "AP8=")
                .containsEntry("not_an_envelope", Map.of("__type__", "date", "__value__", "2026-11-22", "third", 1));
    }

    private static GroupMembership membership(TaskMessage message) {
        @Nullable GroupMembership membership = message.options().membership();
        assertThat(membership).isNotNull();
        return membership;
    }

    private static Golden.Message named(String folder, String name) {
        return Golden.messages(folder)
                .filter(golden -> golden.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TaskMessage read(Golden.Message golden) {
        Content content = reader.read(golden.properties(), golden.bytes(), QueueName.DEFAULT);
        assertThat(content).isInstanceOf(Content.Task.class);
        return ((Content.Task) content).message();
    }
}
