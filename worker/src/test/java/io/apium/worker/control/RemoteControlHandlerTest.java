package io.apium.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.RemoteControl.ControlCommand;
import io.apium.canvas.Signature;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.Task;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RemoteControlHandlerTest {

    static class Tasks {

        final Semaphore started = new Semaphore(0);
        final Semaphore mayEnd = new Semaphore(0);

        @Task("hold")
        void hold(String what) throws InterruptedException {
            started.release();
            mayEnd.acquire();
        }
    }

    private static final Map<String, String> TWO_POOLS = Map.of(
            "apium.worker.concurrency", "1",
            "apium.worker.prefetch", "2",
            "apium.worker.pools.mail.queues", "mail",
            "apium.worker.pools.mail.concurrency", "4",
            "apium.worker.pools.mail.min-concurrency", "2");

    private final Tasks tasks = new Tasks();
    private final WorkerFixture fixture = WorkerFixture.started(TWO_POOLS, tasks);
    private final Semaphore exits = new Semaphore(0);
    private final AtomicReference<Function<ControlCommand, @Nullable Object>> listening = new AtomicReference<>();
    private final RemoteControlHandler remoteControlHandler = new RemoteControlHandler(
            fixture.worker,
            (_, node) -> {
                listening.set(node);
                return () -> listening.set(_ -> "closed");
            },
            new ControlInspect(fixture.worker.node(), new HandlerJson(), fixture.clock),
            exits::release);

    @AfterEach
    void close() {
        tasks.mayEnd.release(100);
        fixture.close();
    }

    @Test
    void it_listens_while_it_runs() {
        remoteControlHandler.start();
        assertThat(listening.get().apply(new ControlCommand("ping", Map.of()))).isEqualTo(Map.of("ok", "pong"));

        remoteControlHandler.stop();

        assertThat(listening.get().apply(new ControlCommand("ping", Map.of()))).isEqualTo("closed");
        assertThat(remoteControlHandler.isRunning()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoke", "hello", "heartbeat", "enable_events"})
    void what_is_for_others_is_passed_over_in_silence(String method) {
        assertThat(remoteControlHandler.execute(new ControlCommand(method, Map.of("task_id", "x"))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | x | 1 | there is no command 'fly'",
                "pool_grow | n | -1 | n is a whole number up to 10000, got: '-1'",
                "pool_grow | n | 10000 | a pool has 1 to 10000 slots, got: 10001 for pool threads",
                "pool_shrink | n | 1 | a pool has 1 to 10000 slots, got: 0 for pool threads",
                "time_limit | task_name | 5 | task_name is a text of up to 1000 characters, got: '5'",
                "cancel_consumer | n | 1 | queue name must not be blank",
            })
    void an_order_that_cannot_be_obeyed_is_answered_with_the_reason(
            String method, String argument, int value, String reason) {
        assertThat(remoteControlHandler.execute(new ControlCommand(method, Map.of(argument, value))))
                .isEqualTo(Map.of("error", reason));
    }

    @Test
    void what_runs_and_what_waits_is_told() throws InterruptedException {
        fixture.now.set(Samples.NOW.plusMillis(1_500));
        TaskId running = fixture.send(Signature.of("hold", "a")).results().getFirst();
        tasks.started.acquire();
        TaskId waiting =
                fixture.send(Signature.of("hold", "b".repeat(20_000))).results().getFirst();
        await().atMost(WorkerFixture.LIMIT).until(() -> fixture.broker.unsettled() == 2);

        Map<?, ?> active = only(answer("active", Map.of()));
        assertThat(active.get("id")).isEqualTo(running.value());
        assertThat(active.get("name")).isEqualTo("hold");
        assertThat(active.get("args")).hasToString("JsonText[json=[\"a\"]]");
        assertThat(active.get("time_start"))
                .isEqualTo(Samples.NOW.plusMillis(1_500).toEpochMilli() / 1_000.0);
        assertThat(active.get("hostname")).isEqualTo("apium@host");
        assertThat(active.get("worker_pid")).isEqualTo(42L);

        Map<?, ?> reserved = only(answer("reserved", Map.of()));
        assertThat(reserved.get("id")).isEqualTo(waiting.value());
        assertThat(reserved.get("args")).asString().endsWith("...").hasSize(10_003);
        assertThat(reserved.get("time_start")).isNull();
        assertThat(answer("registered", Map.of()))
                .isEqualTo(List.of("apium.offsets", "apium.part", "apium.scan", "apium.shift", "apium.size", "hold"));
    }

    @Test
    void a_pool_grows_and_shrinks() throws InterruptedException {
        assertThat(answer("pool_grow", Map.of("n", 2))).isEqualTo(Map.of("ok", "pool will grow"));
        fixture.send(Signature.of("hold", "a"));
        fixture.send(Signature.of("hold", "b"));
        tasks.started.acquire(2);
        assertThat(fixture.meters
                        .get("apium.pool.slots")
                        .tag("pool", "threads")
                        .gauge()
                        .value())
                .isEqualTo(3);

        assertThat(answer("pool_shrink", Map.of())).isEqualTo(Map.of("ok", "pool will shrink"));

        Map<?, ?> pool = (Map<?, ?>) ((Map<?, ?>) answer("stats", Map.of())).get("pool");
        assertThat(pool.get("max-concurrency")).isEqualTo(2);
        assertThat(pool.get("busy")).isEqualTo(2);
    }

    @Test
    void a_pool_is_named_where_there_are_several() {
        assertThat(answer("autoscale", Map.of("max", 9, "min", 1, "pool", "mail")))
                .isEqualTo(Map.of("ok", "autoscale now max=9 min=1"));
        assertThat(answer("autoscale", Map.of("max", 9, "min", 1))).isEqualTo(Map.of("error", "Autoscale not enabled"));
        assertThat(answer("pool_grow", Map.of("pool", "mail"))).asString().contains("not supported with autoscale");
        assertThat(answer("pool_grow", Map.of("pool", "other")))
                .isEqualTo(Map.of("error", "pool is one of [threads, mail], got: 'other'"));
        assertThat(answer("autoscale", Map.of("max", 1, "min", 2, "pool", "mail")))
                .asString()
                .contains("got: min 2 and max 1");
    }

    @Test
    void a_time_limit_holds_from_then_on() {
        assertThat(answer("time_limit", Map.of("task_name", "hold", "hard", 0.05)))
                .isEqualTo(Map.of("ok", "time limits set successfully"));

        assertThat(fixture.call(Signature.of("hold", "a")))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().type()).isEqualTo("TimeLimitExceeded"));
        assertThat(answer("time_limit", Map.of("task_name", "none", "hard", 1)))
                .isEqualTo(Map.of("error", "unknown task"));
        assertThat(answer("time_limit", Map.of("task_name", "hold", "hard", -1)))
                .asString()
                .contains("the hard limit is a number of seconds, up to 366 days, got: -1");
        assertThat(answer("time_limit", Map.of("task_name", "hold", "soft", 2, "hard", 1)))
                .asString()
                .contains("the soft limit is shorter than the hard one, got: 2.0 and 1.0 seconds");
    }

    @Test
    void a_rate_holds_from_then_on() {
        assertThat(answer("rate_limit", Map.of("task_name", "hold", "rate_limit", "1/h")))
                .isEqualTo(Map.of("ok", "new rate limit set successfully"));

        tasks.mayEnd.release(2);
        fixture.send(Signature.of("hold", "a"));
        fixture.send(Signature.of("hold", "b"));
        await().atMost(WorkerFixture.LIMIT).until(() -> fixture.delayed().size() == 1);

        assertThat(answer("rate_limit", Map.of("task_name", "hold", "rate_limit", 0)))
                .isEqualTo(Map.of("ok", "rate limit disabled successfully"));
        assertThat(answer("rate_limit", Map.of("task_name", "none", "rate_limit", 5)))
                .isEqualTo(Map.of("error", "unknown task"));
        assertThat(answer("rate_limit", Map.of("task_name", "hold", "rate_limit", "often")))
                .asString()
                .contains("got: 'often'");
    }

    @Test
    void queues_come_and_go() throws InterruptedException {
        assertThat(answer("add_consumer", Map.of("queue", "more"))).isEqualTo(Map.of("ok", "add consumer more"));
        assertThat(answer("active_queues", Map.of())).asString().contains("name=more", "name=mail");
        assertThat(answer("add_consumer", Map.of("queue", "more", "exchange", "other")))
                .asString()
                .contains("exchange is the queue's own name, or nothing");

        assertThat(answer("cancel_consumer", Map.of("queue", "celery")))
                .isEqualTo(Map.of("ok", "no longer consuming from celery"));

        fixture.send(Signature.of("hold", "a"));
        assertThat(fixture.broker.ready(QueueName.DEFAULT)).isOne();
        answer("add_consumer", Map.of("queue", "celery"));
        tasks.started.acquire();
    }

    @Test
    void a_shutdown_ends_the_process_and_what_is_not_there_is_not_ordered_about() {
        assertThat(answer("shutdown", Map.of())).isEqualTo(Map.of("ok", "the worker shuts down"));
        assertThat(exits.availablePermits()).isOne();

        fixture.worker.stop();

        assertThat(answer("ping", Map.of())).isEqualTo(Map.of("error", "the worker does not run"));
    }

    private Object answer(String method, Map<String, @Nullable Object> arguments) {
        Object answer = remoteControlHandler.execute(new ControlCommand(method, arguments));
        return answer == null ? "nothing" : answer;
    }

    private static Map<?, ?> only(Object list) {
        assertThat((List<?>) list).hasSize(1);
        return (Map<?, ?>) ((List<?>) list).getFirst();
    }
}
