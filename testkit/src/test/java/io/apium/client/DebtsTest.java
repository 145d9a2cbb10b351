package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.MessageTooLarge;
import io.apium.broker.RawMessage;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Group;
import io.apium.canvas.Launch;
import io.apium.canvas.Origin;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.Payload;
import io.apium.task.Provenance;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DebtsTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

    private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));
    private final Narrow broker = new Narrow();
    private final Debts debts = store.debts(store.sender(broker));

    @Test
    void a_next_step_that_is_too_large_fails_and_the_steps_after_it() {
        Launch launch = launched(new Chain(List.of(Signature.of("a"), Signature.of("large"), Signature.of("c"))));
        TaskMessage first = launch.messages().getFirst();

        pay(first, "\"x\"");

        assertThat(failure(launch.tasks().get(1).id())).contains("message of 7 bytes");
        assertThat(failure(launch.tasks().get(2).id())).contains("message of 7 bytes");
        assertThat(broker.published).isEmpty();
    }

    @Test
    void a_body_that_is_too_large_fails_and_its_chord_is_settled() {
        Launch launch = launched(Chord.of(Group.of(Signature.of("a"), Signature.of("b")), Signature.of("large")));
        launch.chords().forEach(size -> store.chords().expect(size).join());

        launch.messages().forEach(part -> pay(part, "1"));

        assertThat(failure(launch.results().getFirst())).contains("message of 7 bytes");
        assertThat(broker.published).isEmpty();
    }

    private static Launch launched(Canvas canvas) {
        return Launch.of(canvas, Origin.client(NOW));
    }

    private void pay(TaskMessage message, String result) {
        TaskRecord.Ended ended = new TaskRecord.Succeeded(message.id(), new Payload(result), NOW, Provenance.UNKNOWN);
        debts.pay(message, FollowUps.of(message, ended, NOW)).join();
    }

    private String failure(TaskId id) {
        return store.results().find(List.of(id)).get(id) instanceof TaskRecord.Failed failed
                ? failed.fault().message()
                : "it did not fail";
    }

    /** Takes any message but those of the task {@code large}. */
    private static final class Narrow implements Broker {

        private final List<TaskMessage> published = new ArrayList<>();

        @Override
        public CompletableFuture<Void> publish(TaskMessage message) {
            if (message.task().equals("large")) {
                return CompletableFuture.failedFuture(new MessageTooLarge(message.task(), 7, 6));
            }
            published.add(message);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> publish(QueueName queue, RawMessage message) {
            throw new IllegalStateException("nothing is published as it is here");
        }

        @Override
        public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
            throw new IllegalStateException("nobody waits for replies here");
        }

        @Override
        public Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
            throw new IllegalStateException("nothing is consumed here");
        }

        @Override
        public boolean isReachable() {
            return true;
        }
    }
}
