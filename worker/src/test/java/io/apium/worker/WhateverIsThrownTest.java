package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.broker.MessageRejectedException;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskOptions;
import io.apium.store.DeadLetterStore;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * For every kind of message and every call of a port that the worker makes for it, a case throws at that call: the
 * message must still end, and the next message must run. A case that fails prints its seed, and {@code -Dseed=} runs
 * that case alone.
 */
class WhateverIsThrownTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final List<Supplier<Throwable>> THROWN = List.of(
            () -> new IllegalStateException("as it was told"),
            () -> new IllegalArgumentException("not \u0000 readable"),
            NullPointerException::new,
            StackOverflowError::new,
            () -> new OutOfMemoryError("not really"),
            () -> new NoClassDefFoundError("io/apium/Gone"),
            InterruptedException::new,
            () -> new IOException("checked"),
            () -> new MessageRejectedException("never", null));

    private static final Map<String, String> PROPERTIES =
            Map.of("apium.worker.concurrency", "1", "apium.worker.max-inline-result-size", "100B");

    private WorkerFixture fixture = WorkerFixture.started(PROPERTIES, new EveryOutcomeTasks());
    private TaskId result = new TaskId("none");
    private final Map<String, Consumer<String>> odd = new LinkedHashMap<>();

    @BeforeEach
    void kinds() {
        TaskOptions.Timing later = new TaskOptions.Timing(new RelativeTime.In(Duration.ofHours(1)), null, null, null);
        TaskOptions.Timing over =
                new TaskOptions.Timing(null, new RelativeTime.At(Samples.NOW), Duration.ofHours(1), null);
        one("done", Signature.of("add", 1, 2));
        one("failed", Signature.of("fails"));
        one("evil", Signature.of("evil"));
        one("again", Signature.of("retries"));
        one("elsewhere", Signature.of("elsewhere"));
        one("limited", Signature.of("limited"));
        one("paced", Signature.of("paced"));
        one("flow", Signature.of("grow"));
        one("large", Signature.of("echo", "x".repeat(200)));
        one("unknown", Signature.of("nobody.knows"));
        one("early", Samples.timed(Signature.of("add", 1, 2), later));
        one("expired", Samples.timed(Signature.of("add", 1, 2), over));
        one("linked", Signature.of("add", 1, 2).linked(List.of(Signature.of("echo"), Signature.of("fails"))));
        one("guarded", Signature.of("fails").guarded(List.of(Signature.of("echo"))));
        one("chain", new Chain(List.of(Signature.of("add", 1, 2), Signature.of("add", 3), Signature.of("echo"))));
        one("chord", Chord.of(Group.of(Signature.of("add", 1, 2), Signature.of("add", 3, 4)), Signature.of("echo")));
        odd.put("repeat", id -> {
            result = new TaskId(id);
            Signature linked = Signature.of("add", 1, 2).linked(List.of(Signature.of("echo")));
            fixture.publish(Samples.message(id, linked).repeated());
        });
        odd.put("unreadable", id -> {
            result = new TaskId(id);
            fixture.broker.inject(QueueName.DEFAULT, new Content.Unreadable("no JSON", result, "add"));
        });
    }

    private void one(String kind, Canvas canvas) {
        odd.put(kind, id -> {
            Submission submission = Submission.of(canvas, SubmissionContext.named(id, Samples.NOW));
            submission
                    .chords()
                    .forEach(size -> fixture.store.chords().expect(size).join());
            result = submission.results().getFirst();
            submission.messages().forEach(fixture::publish);
        });
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void a_message_ends_and_the_next_one_runs_whatever_is_thrown_once_and_at_whatever_call() {
        odd.keySet().forEach(kind -> {
            int calls = calls(kind);
            assertThat(calls).as(kind).isPositive();
            for (int call = 0; call < calls; call++) {
                SplittableRandom random =
                        new SplittableRandom(Long.getLong("seed", 14) + kind.hashCode() * 1_009L + call);
                Supplier<Throwable> thrown = THROWN.get(random.nextInt(THROWN.size()));
                end(kind, new ThrowingPorts.Plan(call, false, random.nextBoolean(), thrown));
            }
        });
    }

    @Test
    void a_message_ends_and_the_next_one_runs_when_one_of_its_calls_never_works() {
        SplittableRandom random = new SplittableRandom(Long.getLong("seed", 14));
        List<String> kinds = List.copyOf(odd.keySet());
        for (int i = 0; i < 15; i++) {
            String kind = kinds.get(random.nextInt(kinds.size()));
            int call = random.nextInt(calls(kind));
            Supplier<Throwable> thrown = THROWN.get(random.nextInt(THROWN.size()));
            end(kind, new ThrowingPorts.Plan(call, true, random.nextBoolean(), thrown));
            // some of them come back for ever
            fixture.close();
            fixture = WorkerFixture.started(PROPERTIES, new EveryOutcomeTasks());
        }
    }

    /** How many there are when nothing is thrown. */
    private int calls(String kind) {
        fixture.ports.arm(new ThrowingPorts.Plan(Integer.MAX_VALUE, false, false, IllegalStateException::new));
        odd.get(kind).accept(kind + " as it should be " + System.nanoTime());
        awaitNothingUnsettled(kind, SOON.multipliedBy(10));
        return fixture.ports.calls();
    }

    private void end(String kind, ThrowingPorts.Plan plan) {
        String id = kind + plan.call() + "." + System.nanoTime();
        String what = kind + ", " + plan.thrown().get().getClass().getSimpleName() + " at call " + plan.call()
                + (plan.always() ? " and ever after" : "") + (plan.inFuture() ? " in its future" : "");
        fixture.ports.arm(plan);
        odd.get(kind).accept(id);
        if (!plan.always() || isAvoidable()) {
            awaitNothingUnsettled(what + " of " + fixture.ports.thrownAt(), SOON.multipliedBy(plan.always() ? 3 : 2));
            assertThat(plan.always() || isOver(kind, result)).as(what).isTrue();
        }
        fixture.ports.arm(null);
        next("after " + what, plan.always() ? "paced" : "limited");
        if (!plan.always()) {
            awaitNothingUnsettled("after " + what, WorkerFixture.LIMIT);
        }
    }

    private boolean isOver(String kind, TaskId id) {
        return fixture.record(id) instanceof TaskRecord.Ended
                || Set.of("again", "elsewhere", "early", "flow").contains(kind);
    }

    /** One whose permit is returned a moment later lets the next one wait in the ledger, from where it is sent. */
    private void next(String after, String task) {
        TaskId id = fixture.send(Signature.of(task)).results().getFirst();
        await(after).atMost(WorkerFixture.LIMIT).until(() -> {
            fixture.pass(Duration.ofSeconds(1));
            return fixture.record(id) instanceof TaskRecord.Succeeded;
        });
    }

    /** What can never be kept as a dead letter either, or never be settled, comes back until it can. */
    private boolean isAvoidable() {
        await().atMost(SOON.multipliedBy(5)).until(() -> fixture.ports.thrownAt() != null);
        Method method = Objects.requireNonNull(fixture.ports.thrownAt());
        return !List.of(Delivery.class, DeadLetterStore.class).contains(method.getDeclaringClass());
    }

    private void awaitNothingUnsettled(String what, Duration limit) {
        await(what)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> fixture.broker.unsettled() == 0
                        && fixture.broker.ready(QueueName.DEFAULT) == 0
                        && fixture.meters.get("apium.pool.busy").gauge().value() == 0);
    }
}
