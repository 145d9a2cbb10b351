package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.canvas.AllowedQueues;
import io.apium.api.canvas.WorkReader;
import io.apium.api.wait.StoreTimeout;
import io.apium.broker.Broker;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.Delivery;
import io.apium.broker.MessageRejectedException;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.client.TaskClient;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BatchOutcomesTest {

    private final InstantSource clock = InstantSource.system();
    private final MemoryStore store = new MemoryStore(clock);
    private final Queues broker = new Queues();
    private final BatchController batches = new BatchController(
            new TaskClient(store.sender(broker), store.results(), clock),
            new StoreTimeout(store.results()),
            new WorkReader(clock, new AllowedQueues(List.of("*")), store.blobs()));

    /** A broker of queues that answer as they are called. */
    private static final class Queues implements Broker {

        private final List<String> held = new ArrayList<>();

        @Override
        public synchronized CompletableFuture<Void> publish(TaskMessage message) {
            QueueName queue = message.options().routing().queue();
            String name = queue == null ? "celery" : queue.name();
            held.add(name);
            return switch (name) {
                case "full" ->
                    CompletableFuture.failedFuture(
                            new BrokerUnavailableException("RabbitMQ refused the message", null));
                case "never" -> CompletableFuture.failedFuture(new MessageRejectedException("too long", null));
                case "silent" -> new CompletableFuture<>();
                case "broken" -> throw new IllegalStateException("a defect");
                default -> CompletableFuture.completedFuture(null);
            };
        }

        @Override
        public CompletableFuture<Void> publish(QueueName queue, RawMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReachable() {
            return true;
        }
    }

    @Test
    void one_task_for_a_full_queue_is_no_reason_to_deny_three_hundred_others() throws Exception {
        ResponseEntity<byte[]> answer =
                submit("full", IntStream.range(0, 300).mapToObj(_ -> "good").collect(Collectors.joining(" ")));

        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        assertThat(counts(answer)).isEqualTo("300 accepted, 1 rejected, 0 unknown");
        assertThat(json(answer).at("/items/0/outcome").stringValue()).isEqualTo("rejected");
        assertThat(json(answer).at("/items/0/problem/type").stringValue())
                .isEqualTo("urn:apium:problem:broker-unavailable");
        assertThat(json(answer).at("/items/300/outcome").stringValue()).isEqualTo("accepted");
    }

    @Test
    void what_was_not_confirmed_in_time_is_unknown_and_takes_one_time_limit_for_all() throws Exception {
        Instant began = Instant.now();
        ResponseEntity<byte[]> answer = submit("silent silent good silent broken never good", "silent full good");

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(counts(answer)).isEqualTo("3 accepted, 3 rejected, 4 unknown");
        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        assertThat(json(answer)
                        .at("/items")
                        .valueStream()
                        .map(item -> item.get("outcome").stringValue()))
                .containsExactly(
                        "unknown",
                        "unknown",
                        "accepted",
                        "unknown",
                        "rejected",
                        "rejected",
                        "accepted",
                        "unknown",
                        "rejected",
                        "accepted");
        assertThat(json(answer).at("/items/0/id").stringValue())
                .as("can be asked for")
                .isNotBlank();
        assertThat(json(answer).at("/items/0/status").intValue()).isEqualTo(503);
        assertThat(json(answer).at("/items/4/status").intValue()).isEqualTo(500);
        assertThat(json(answer).at("/items/5/status").intValue()).isEqualTo(422);
    }

    @Test
    void the_status_is_503_only_where_nothing_was_accepted() throws Exception {
        assertThat(submit("silent never", "").getStatusCode().value()).isEqualTo(503);
        assertThat(submit("full", "").getStatusCode().value()).isEqualTo(503);
        assertThat(submit("never", "").getStatusCode().value()).isEqualTo(422);
        assertThat(submit("full good", "").getStatusCode().value()).isEqualTo(202);
    }

    @Test
    void the_answer_to_ten_thousand_mistakes_is_short() throws Exception {
        String mistakes = IntStream.range(0, 50)
                .mapToObj(i -> "\"" + i + "x".repeat(100) + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
        String body = IntStream.range(0, 9_000).mapToObj(_ -> mistakes).collect(Collectors.joining("\n"));

        ResponseEntity<byte[]> answer =
                batches.submit(body.getBytes(StandardCharsets.UTF_8), null, "application/x-ndjson");

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(counts(answer)).isEqualTo("0 accepted, 9000 rejected, 0 unknown");
        assertThat(json(answer).at("/problemsOmitted").intValue()).isGreaterThan(8_900);
        assertThat(answer.getBody()).hasSizeLessThan(1_000_000);
    }

    private ResponseEntity<byte[]> submit(String queues, String more) throws InterruptedException {
        String body = (queues + " " + more)
                .lines()
                .flatMap(line -> List.of(line.strip().split(" ")).stream())
                .map(queue -> "{\"task\":\"t\",\"options\":{\"queue\":\"" + queue + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        return batches.submit(body.getBytes(StandardCharsets.UTF_8), null, "application/json");
    }

    private static String counts(ResponseEntity<byte[]> answer) {
        JsonNode json = json(answer);
        return json.get("accepted") + " accepted, " + json.get("rejected") + " rejected, " + json.get("unknown")
                + " unknown";
    }

    private static JsonNode json(ResponseEntity<byte[]> answer) {
        return new JsonMapper().readTree(answer.getBody());
    }
}
