package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.flow.MapMessages;
import io.apium.task.QueueName;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskRoutesTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

    private final TaskRoutes routes =
            TaskRoutes.of(Map.of("video.*", "video", "video.small*", "quick", "*.mail", "mail"));

    @Test
    void a_task_goes_where_its_name_says() {
        assertThat(queue(Signature.of("video.cut"))).isEqualTo("video");
        assertThat(queue(Signature.of("a.mail"))).isEqualTo("mail");
        assertThat(queue(Signature.of("video"))).isNull();
        assertThat(queue(Signature.of("mail.video.cut"))).isNull();
    }

    @Test
    void the_longest_pattern_has_the_say() {
        assertThat(queue(Signature.of("video.small.cut"))).isEqualTo("quick");
    }

    @Test
    void what_computes_on_devices_goes_to_the_queue_gpu_unless_it_is_said_otherwise() {
        assertThat(queue(Signature.of("gpu.saxpy"))).isEqualTo("gpu");

        TaskRoutes others = TaskRoutes.of(Map.of("gpu.*", "cards"));

        assertThat(others.routed(message(Signature.of("gpu.saxpy")))
                        .options()
                        .routing()
                        .queue())
                .isEqualTo(new QueueName("cards"));
    }

    @Test
    void a_queue_that_is_named_stays_and_so_does_a_priority() {
        TaskOptions named = TaskOptions.NONE.withRouting(new Routing(new QueueName("mine"), null));
        TaskOptions urgent = TaskOptions.NONE.withRouting(new Routing(null, 7));

        assertThat(queue(Signature.of("video.cut").with(named))).isEqualTo("mine");
        assertThat(routes.routed(message(Signature.of("video.cut").with(urgent)))
                        .options()
                        .routing())
                .isEqualTo(new Routing(new QueueName("video"), 7));
    }

    @Test
    void a_part_of_a_map_goes_where_its_task_goes() {
        Signature part = Signature.of(MapMessages.PART)
                .keyword("task", Map.of("task", "gpu.dot"))
                .keyword("reduce", Map.of("task", "video.join"));
        Signature reduced = Signature.of(MapMessages.PART).keyword("reduce", Map.of("task", "video.join"));

        assertThat(queue(part)).isEqualTo("gpu");
        assertThat(queue(reduced)).isEqualTo("video");
        assertThat(queue(Signature.of(MapMessages.PART).keyword("task", Map.of("task", "demo.echo"))))
                .isNull();
    }

    @Test
    void what_is_sent_goes_there_and_its_timeline_says_so() {
        MemoryBroker broker = new MemoryBroker();
        MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));
        TaskClient client = new TaskClient(store.sender(broker), store.results(), InstantSource.fixed(NOW));
        Submission submission = client.plan(Signature.of("gpu.saxpy"));

        client.submit(submission).join();

        assertThat(broker.ready(new QueueName("gpu"))).isEqualTo(1);
        assertThat(store.results()
                        .history(submission.results().getFirst())
                        .orElseThrow()
                        .events()
                        .getFirst()
                        .details())
                .containsEntry("queue", "gpu");
    }

    @Test
    void a_route_that_cannot_be_is_named() {
        assertThatThrownBy(() -> TaskRoutes.of(Map.of("a.*", "two words"))).hasMessageContaining("'two words'");
        assertThatThrownBy(() -> TaskRoutes.of(Map.of(" ", "a"))).hasMessageContaining("pattern of a route");
    }

    private @Nullable String queue(Signature signature) {
        QueueName queue = routes.routed(message(signature)).options().routing().queue();
        return queue == null ? null : queue.name();
    }

    private static TaskMessage message(Signature signature) {
        return Submission.of(signature, SubmissionContext.client(NOW))
                .messages()
                .getFirst();
    }
}
