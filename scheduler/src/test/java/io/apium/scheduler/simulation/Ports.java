package io.apium.scheduler.simulation;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.client.TaskRoutes;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.Ledger;
import io.apium.store.FlowTimingStore;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.TaskHistory;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ports of one process: writes and publishes take a random time, reads are immediate. */
final class Ports {

    private static final long FORGOTTEN_AFTER = 10_000;

    final Ledger ledger;
    final ResultStore results;
    final RevocationStore revocations;
    final FlowTimingStore times;
    final DelayedTasks delayedTasks;
    final TaskPublisher publisher;
    final TaskCompletion completion;

    Ports(Life life, MemoryStore store, Queue queue, Weakness weakness, InstantSource clock) {
        ledger = new SlowLedger(life, store.ledger(), weakness == Weakness.NO_REVISION_CHECK);
        results = new SlowResults(life, store.results());
        revocations = store.revocations();
        times = store.flowTimes();
        delayedTasks = new DelayedTasks(ledger);
        boolean forgetful = weakness == Weakness.UNPUBLISHED_EFFECT_DROPPED;
        publisher = new TaskPublisher(
                new SlowBroker(life, queue, forgetful), store.chords(), delayedTasks, TaskRoutes.NONE, clock);
        completion = new TaskCompletion(publisher, results, store.chords(), store.deadLetters(), clock);
    }

    /** @param blind whether a write ignores the revision */
    private record SlowLedger(Life life, Ledger ledger, boolean blind) implements Ledger {

        @Override
        public CompletableFuture<Boolean> write(EntryState state, long seen, @Nullable Instant wake) {
            return life.ask(() -> ledger.write(state, blind ? revision(state.key()) : seen, wake));
        }

        @Override
        public CompletableFuture<Boolean> remove(EntryKey key, long seen) {
            return life.ask(() -> ledger.remove(key, blind ? revision(key) : seen));
        }

        @Override
        public CompletableFuture<Void> wake(EntryKey key, Instant moment) {
            return life.ask(() -> ledger.wake(key, moment));
        }

        @Override
        public CompletableFuture<Void> putOff(EntryKey key, long seen, Instant until) {
            return life.ask(() -> ledger.putOff(key, seen, until));
        }

        @Override
        public CompletableFuture<Void> setAside(EntryKey key) {
            return life.ask(() -> ledger.setAside(key));
        }

        @Override
        public Page page(Kind kind, @Nullable String after, int limit) {
            return ledger.page(kind, after, limit);
        }

        @Override
        public Optional<Entry> find(EntryKey key) {
            return ledger.find(key);
        }

        @Override
        public Stream<Entry> all(Kind kind) {
            return ledger.all(kind);
        }

        @Override
        public long count(Kind kind) {
            return ledger.count(kind);
        }

        @Override
        public Claim claim(Instant now, int max, Duration lease) {
            return ledger.claim(now, max, lease);
        }

        @Override
        public AutoCloseable follow(Consumer<Instant> earlier) {
            return ledger.follow(earlier);
        }

        private long revision(EntryKey key) {
            return ledger.find(key).map(Entry::revision).orElse(NONE);
        }
    }

    /** Records expire after a while, as in Redis. */
    private record SlowResults(Life life, ResultStore results) implements ResultStore {

        @Override
        public CompletableFuture<Void> accepted(TaskMessage message, Instant now) {
            return life.ask(() -> results.accepted(message, now));
        }

        @Override
        public CompletableFuture<TaskRecord.Ended> end(TaskRecord.Ended ended) {
            return life.ask(() -> results.end(ended));
        }

        @Override
        public CompletableFuture<Void> update(TaskRecord.Open record) {
            return life.ask(() -> results.update(record));
        }

        @Override
        public CompletableFuture<Void> reopen(TaskId id) {
            return life.ask(() -> results.reopen(id));
        }

        @Override
        public CompletableFuture<Void> forget(List<TaskId> ids) {
            return life.ask(() -> {
                life.afterwards(FORGOTTEN_AFTER, () -> {
                    var _ = results.forget(ids);
                });
                return CompletableFuture.completedFuture(null);
            });
        }

        @Override
        public Map<TaskId, TaskRecord> find(List<TaskId> ids) {
            return results.find(ids);
        }

        @Override
        public Optional<TaskHistory> history(TaskId id) {
            return results.history(id);
        }

        @Override
        public Watch follow(TaskId id, Consumer<Optional<TaskRecord>> news) {
            return results.follow(id, news);
        }

        @Override
        public Duration retention() {
            return results.retention();
        }

        @Override
        public boolean isReachable() {
            return true;
        }
    }

    /** @param forgetful whether it reports a message as confirmed before it is */
    private record SlowBroker(Life life, Queue queue, boolean forgetful) implements Broker {

        @Override
        public CompletableFuture<Void> publish(TaskMessage message) {
            CompletableFuture<Void> confirmed = life.ask(() -> queue.publish(message));
            return forgetful ? CompletableFuture.completedFuture(null) : confirmed;
        }

        @Override
        public CompletableFuture<Void> publish(QueueName name, RawMessage message) {
            throw new UnsupportedOperationException("a simulation replays no dead letters");
        }

        @Override
        public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
            throw new UnsupportedOperationException("a simulation has no reply queues");
        }

        @Override
        public Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
            throw new UnsupportedOperationException("workers receive their messages from Queue");
        }

        @Override
        public boolean isReachable() {
            return true;
        }
    }
}
