package io.apium.worker.control;

import io.apium.bound.PlainText;
import io.apium.broker.RemoteControl;
import io.apium.broker.RemoteControl.ControlCommand;
import io.apium.task.QueueName;
import io.apium.worker.handler.RateLimit;
import io.apium.worker.handler.TimeLimits;
import io.apium.worker.node.RunningWorker;
import io.apium.worker.node.Worker;
import io.apium.worker.node.WorkerPool;
import io.apium.worker.pool.PoolAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Executes Celery's remote control commands. A change lasts until the worker ends. Commands for a pool apply to the
 * first pool, or to the one that the argument {@code pool} names.
 *
 * <pre>
 *   command                        arguments                effect
 *   ─────────────────────────────  ───────────────────────  ─────────────────────────────────────────────────────────
 *   ping, stats, registered, …                              {@link ControlInspect} answers
 *   pool_grow, pool_shrink         n                        n slots more, or fewer
 *   autoscale                      max, min                 new bounds, where the pool has a minimum configured
 *   rate_limit                     task_name, rate_limit    replaces the declared rate limit in this worker
 *   time_limit                     task_name, soft, hard    seconds; replace the declared time limits
 *   add_consumer, cancel_consumer  queue                    consumes the queue, or stops consuming it
 *   shutdown                                                a warm stop, as after a signal
 * </pre>
 *
 * <p>A command that fails changes nothing and is answered with {@code {"error": …}}. Revocations are for the scheduler,
 * which stores them and answers. Commands between Celery's workers and commands about events, which do not exist here,
 * are ignored.
 */
public final class RemoteControlHandler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RemoteControlHandler.class);
    private static final Set<String> IGNORED =
            Set.of("revoke", "hello", "election", "heartbeat", "enable_events", "disable_events");

    private final Worker worker;
    private final RemoteControl control;
    private final ControlInspect controlInspect;
    private final Runnable exit;
    private volatile @Nullable AutoCloseable subscription;

    /** @param exit asks the process to end; does not wait until it has */
    public RemoteControlHandler(Worker worker, RemoteControl control, ControlInspect controlInspect, Runnable exit) {
        this.worker = worker;
        this.control = control;
        this.controlInspect = controlInspect;
        this.exit = exit;
    }

    @Override
    public void start() {
        subscription = control.subscribe(worker.node().name(), this::execute);
    }

    /** @return null where the command is not for workers */
    @Nullable
    Object execute(ControlCommand command) {
        if (IGNORED.contains(command.method())) {
            return null;
        }
        RunningWorker runningWorker = worker.running().orElse(null);
        if (runningWorker == null) {
            return error("the worker does not run");
        }
        try {
            return execute(command.method(), new ControlArguments(command.arguments()), runningWorker);
        } catch (IllegalArgumentException e) {
            log.info("command failed command={} reason={}", PlainText.shown(command.method()), e.getMessage());
            return error(e.getMessage());
        }
    }

    private Object execute(String method, ControlArguments arguments, RunningWorker runningWorker) {
        return switch (method) {
            case "pool_grow" -> resize(pool(runningWorker, arguments), arguments.number("n", 1), "grow");
            case "pool_shrink" -> resize(pool(runningWorker, arguments), -arguments.number("n", 1), "shrink");
            case "autoscale" -> autoscale(pool(runningWorker, arguments), arguments);
            case "rate_limit" -> rateLimit(runningWorker, arguments);
            case "time_limit" -> timeLimit(runningWorker, arguments);
            case "add_consumer" -> addConsumer(pool(runningWorker, arguments), arguments);
            case "cancel_consumer" -> cancelConsumer(runningWorker, arguments);
            case "shutdown" -> shutdown(arguments);
            default -> controlInspect.answer(method, arguments, runningWorker);
        };
    }

    private static WorkerPool pool(RunningWorker runningWorker, ControlArguments arguments) {
        List<WorkerPool> pools = runningWorker.pools();
        String name = arguments.text("pool");
        if (name == null) {
            return pools.getFirst();
        }
        return pools.stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pool is one of "
                        + pools.stream().map(WorkerPool::name).toList() + ", got: " + PlainText.shown(name)));
    }

    private static Object resize(WorkerPool pool, int more, String word) {
        if (pool.autoscale().isPresent()) {
            return error("pool_" + word + " is not supported with autoscale. Adjust autoscale range instead.");
        }
        int slots = pool.pool().slots();
        pool.resize(Math.addExact(slots, more));
        log.info("pool resized pool={} slots={} before={} command={}", pool.name(), slots + more, slots, word);
        return ok("pool will " + word);
    }

    private static Object autoscale(WorkerPool pool, ControlArguments arguments) {
        PoolAutoscaler scale =
                pool.autoscale().orElseThrow(() -> new IllegalArgumentException("Autoscale not enabled"));
        int min = arguments.number("min", scale.min());
        int max = arguments.number("max", scale.max());
        scale.change(min, max);
        log.info("pool autoscale changed pool={} min={} max={}", pool.name(), min, max);
        return ok("autoscale now max=" + max + " min=" + min);
    }

    private static Object rateLimit(RunningWorker runningWorker, ControlArguments arguments) {
        String task = arguments.text("task_name");
        RateLimit rateLimit = RateLimit.of(arguments.textOrNumber("rate_limit"));
        if (task == null || !runningWorker.limitRate(task, rateLimit)) {
            return error("unknown task");
        }
        log.info("rate limit changed task={} interval={}", task, rateLimit.isNone() ? "none" : rateLimit.interval());
        return ok(rateLimit.isNone() ? "rate limit disabled successfully" : "new rate limit set successfully");
    }

    private static Object timeLimit(RunningWorker runningWorker, ControlArguments arguments) {
        String task = arguments.text("task_name");
        if (task == null || !runningWorker.tasks().contains(task)) {
            return error("unknown task");
        }
        TimeLimits limits = TimeLimits.ordered(arguments.seconds("soft"), arguments.seconds("hard"));
        runningWorker.limitTime(task, limits);
        log.info("time limits changed task={} soft={} hard={}", task, limits.soft(), limits.hard());
        return ok("time limits set successfully");
    }

    private static Object addConsumer(WorkerPool pool, ControlArguments arguments) {
        QueueName queue = queue(arguments);
        for (String name : List.of("exchange", "routing_key")) {
            String value = arguments.text(name);
            if (value != null && !value.isEmpty() && !value.equals(queue.name())) {
                throw new IllegalArgumentException(name
                        + " is the queue's own name, or nothing: no bindings are made; got: " + PlainText.shown(value));
            }
        }
        pool.consumer().add(queue);
        log.info("queue added pool={} queue={}", pool.name(), queue);
        return ok("add consumer " + queue);
    }

    /** For every pool that consumes the queue, or the one that is named. */
    private static Object cancelConsumer(RunningWorker runningWorker, ControlArguments arguments) {
        QueueName queue = queue(arguments);
        List<WorkerPool> pools =
                arguments.text("pool") == null ? runningWorker.pools() : List.of(pool(runningWorker, arguments));
        for (WorkerPool pool : pools) {
            if (pool.consumer().remove(queue)) {
                log.info("queue cancelled pool={} queue={}", pool.name(), queue);
            }
        }
        return ok("no longer consuming from " + queue);
    }

    private static QueueName queue(ControlArguments arguments) {
        String name = arguments.text("queue");
        return new QueueName(name == null ? "" : name);
    }

    private Object shutdown(ControlArguments arguments) {
        String reason = arguments.text("msg");
        log.warn("shutdown by remote control reason={}", reason == null ? "none given" : reason);
        exit.run();
        return ok("the worker shuts down");
    }

    static Map<String, Object> ok(Object value) {
        return Map.of("ok", value);
    }

    private static Map<String, Object> error(@Nullable String reason) {
        return Map.of("error", String.valueOf(reason));
    }

    @Override
    public void stop() {
        AutoCloseable ending = subscription;
        subscription = null;
        if (ending == null) {
            return;
        }
        try {
            ending.close();
        } catch (Exception e) {
            log.warn("remote control still subscribed; a thread may live until the process ends", e);
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
