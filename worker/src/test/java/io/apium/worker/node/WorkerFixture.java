package io.apium.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Broker;
import io.apium.canvas.Canvas;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskClient;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.client.TaskRoutes;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Effect;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryTransition;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.LimitStore;
import io.apium.store.RedeliveryCounter;
import io.apium.store.ResultStore;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.FailingBlobs;
import io.apium.worker.FailingLedger;
import io.apium.worker.ThrowingPorts;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.boot.WorkerAutoConfiguration;
import io.apium.worker.config.WorkerNode;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.discovery.HandlerDiscovery;
import io.apium.worker.handler.MethodHandler;
import io.apium.worker.handler.Samples;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.handler.TaskJars;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A worker with a broker and a store in memory, and a clock that moves only when the test sets it. */
public final class WorkerFixture implements AutoCloseable {

    public static final Duration LIMIT = Duration.ofSeconds(10);

    public final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
    public final InstantSource clock = now::get;
    public final MemoryBroker broker = new MemoryBroker(clock);
    public final MemoryStore store = new MemoryStore(clock);
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final FailingLedger ledger = new FailingLedger(store.ledger());
    public final FailingBlobs blobs = new FailingBlobs(store.blobs(), new AtomicInteger());
    public final ThrowingPorts ports = new ThrowingPorts();
    public final TaskPublisher publisher = store.sender(broker);
    final TaskClient client = new TaskClient(publisher, store.results(), clock);
    public final Worker worker;

    public WorkerFixture(Map<String, String> properties, Object... beans) {
        HandlerJson handlerJson = new HandlerJson();
        WorkerProperties bound = new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("apium.worker", WorkerProperties.class);
        DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
        for (int i = 0; i < beans.length; i++) {
            factory.registerSingleton("bean" + i, beans[i]);
        }
        HandlerDiscovery discovery = new HandlerDiscovery(
                factory,
                TaskJars.open(bound.taskJars(), WorkerFixture.class.getClassLoader()),
                WorkerAutoConfiguration.commands(bound),
                new MethodHandler.Results(handlerJson, SizeLimits.of(bound.maxArgumentSize(), bound.maxResultSize())));
        Broker thrower = ports.around(Broker.class, broker);
        ResultStore results = ports.around(ResultStore.class, store.results());
        ChordStore chords = ports.around(ChordStore.class, store.chords());
        DelayedTasks delayedTasks = new DelayedTasks(ports.around(Ledger.class, ledger));
        TaskPublisher sends = new TaskPublisher(thrower, chords, delayedTasks, TaskRoutes.of(Map.of()), clock);
        DeadLetterStore letters = ports.around(DeadLetterStore.class, store.deadLetters());
        DefaultListableBeanFactory all = new DefaultListableBeanFactory();
        List.of(
                        thrower,
                        results,
                        store.revocations(),
                        ports.around(RedeliveryCounter.class, store.redeliveries()),
                        ports.around(LimitStore.class, store.limits()),
                        letters,
                        ports.around(Ledger.class, store.ledger()),
                        delayedTasks,
                        new TaskCompletion(sends, results, chords, letters, clock),
                        ports.around(BlobStore.class, blobs),
                        store.flowTimes(),
                        store.workers(),
                        clock)
                .forEach(port -> all.registerSingleton("port" + all.getSingletonCount(), port));
        WorkerNode node = new WorkerNode(bound.node("host"), 42);
        worker = new Worker(new WorkerAssembly(all, bound, node, discovery, meters), bound);
    }

    public static WorkerFixture started(Map<String, String> properties, Object... beans) {
        WorkerFixture fixture = new WorkerFixture(properties, beans);
        fixture.worker.start();
        return fixture;
    }

    public static WorkerFixture started(Object... beans) {
        return started(Map.of("apium.worker.concurrency", "2"), beans);
    }

    public Submission send(Canvas canvas) {
        return client.send(canvas).join();
    }

    /** Sends one task, or a canvas that ends in one, and waits for how it ends. */
    public TaskRecord.Ended call(Canvas canvas) {
        return ended(send(canvas).results().getFirst());
    }

    public TaskRecord.Ended ended(TaskId id) {
        try {
            return client.await(id, LIMIT).orElseThrow(() -> new AssertionError("task " + id + " did not end"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public String result(Canvas canvas) {
        TaskRecord.Ended ended = call(canvas);
        assertThat(ended).isInstanceOf(TaskRecord.Succeeded.class);
        return ((TaskRecord.Succeeded) ended).result().json();
    }

    public TaskRecord record(TaskId id) {
        return store.results().find(List.of(id)).get(id);
    }

    public void publish(TaskMessage message) {
        broker.publish(message).join();
    }

    /**
     * Consumes {@code messages} messages and closes the consumer without acks, so that they are redelivered like the
     * messages of a lost worker.
     */
    public void lose(int messages) {
        Semaphore taken = new Semaphore(0);
        try (Broker.Subscription _ = broker.consume(List.of(QueueName.DEFAULT), messages, _ -> taken.release())) {
            taken.acquireUninterruptibly(messages);
        }
    }

    /** What waits, and is a task. */
    public List<DelayedTask> delayed() {
        return store.ledger()
                .all(Kind.TASK)
                .map(entry -> (DelayedTask) entry.state())
                .toList();
    }

    /** It is now a while later, and a scheduler has sent what is due. */
    public void pass(Duration duration) {
        now.updateAndGet(before -> before.plus(duration));
        for (Entry entry : store.ledger().claim(now.get(), 100, LIMIT).entries()) {
            if (!(entry.state() instanceof DelayedTask task)) {
                continue;
            }
            EntryTransition transition = task.step(false, now.get());
            transition
                    .effects()
                    .forEach(effect ->
                            publisher.send(((Effect.Send) effect).submission()).join());
            store.ledger().remove(entry.key(), entry.revision()).join();
        }
    }

    /** Everything that was published is acked. */
    public void awaitSettled() {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> broker.unsettled() == 0 && broker.ready(QueueName.DEFAULT) == 0);
    }

    public double count(String task, String state) {
        return meters.counter("apium.task.completed", "task", task, "state", state)
                .count();
    }

    @Override
    public void close() {
        worker.stop();
    }
}
