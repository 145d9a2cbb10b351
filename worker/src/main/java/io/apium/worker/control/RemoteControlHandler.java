package io.apium.worker.control;

import io.apium.bound.PlainText;
import io.apium.broker.RemoteControl;
import io.apium.broker.RemoteControl.ControlCommand;
import io.apium.task.QueueName;
import io.apium.worker.handler.RateLimit;
import io.apium.worker.handler.TimeLimits;
import io.apium.worker.node.Worker;
import io.apium.worker.node.Worker.RunningWorker;
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
 * What Celery's remote control may order a worker to do. What it changes holds until the worker ends. Orders on a pool are
 * for the first one, or for the one that the argument {@code pool} names.
 *
 * <pre>
 *   order                          arguments                what happens
 *   ─────────────────────────────  ───────────────────────  ─────────────────────────────────────────────────────────
 *   ping, stats, registered, …                              {@link ControlInspect} answers
 *   pool_grow, pool_shrink         n                        so many slots more, or fewer
 *   autoscale                      max, min                 between those numbers, where a min is configured at all
 *   rate_limit                     task_name, rate_limit    starts in this worker, in place of what the task declares
 *   time_limit                     task_name, soft, hard    seconds, in place of what the task declares
 *   add_consumer, cancel_consumer  queue                    takes from there too, or no more
 *   shutdown                                                as a signal to the process does: a warm stop
 * </pre>
 *
 * <p>An order that cannot be carried out changes nothing and is answered with {@code {"error": …}}. Revocations are not
 * for workers, which forget: a scheduler writes them down and answers. What Celery's workers say among themselves, and
 * orders about events, of which there are none here, are passed over in silence.
 */
public final class RemoteControlHandler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RemoteControlHandler.class);
    private static final Set<String> FOR_OTHERS =
            Set.of("revoke", "hello", "election", "heartbeat", "enable_events", "disable_events");

    private final Worker worker;
    private final RemoteControl control;
    private final ControlInspect controlInspect;
    private final Runnable exit;
    private volatile @Nullable AutoCloseable following;

    /** @param exit asks the process to end; does not wait until it has */
    public RemoteControlHandler(Worker worker, RemoteControl control, ControlInspect controlInspect, Runnable exit) {
        this.worker = worker;
        this.control = control;
        this.controlInspect = controlInspect;
        this.exit = exit;
    }

    @Override
    public void start() {
        following = control.subscribe(worker.node().name(), this::obey);
    }

    /** @return null where it is not for this worker to answer */
    @Nullable
    Object obey(ControlCommand command) {
        if (FOR_OTHERS.contains(command.method())) {
            return null;
        }
        RunningWorker runningWorker = worker.shift().orElse(null);
        if (runningWorker == null) {
            return error("the worker does not run");
        }
        try {
            return obey(command.method(), new ControlArguments(command.arguments()), runningWorker);
        } catch (IllegalArgumentException e) {
            log.info("the order {} cannot be obeyed: {}", PlainText.shown(command.method()), e.getMessage());
            return error(e.getMessage());
        }
    }

    private Object obey(String method, ControlArguments arguments, RunningWorker runningWorker) {
        return switch (method) {
            case "pool_grow" -> resize(station(runningWorker, arguments), arguments.number("n", 1), "grow");
            case "pool_shrink" -> resize(station(runningWorker, arguments), -arguments.number("n", 1), "shrink");
            case "autoscale" -> autoscale(station(runningWorker, arguments), arguments);
            case "rate_limit" -> rateLimit(runningWorker, arguments);
            case "time_limit" -> timeLimit(runningWorker, arguments);
            case "add_consumer" -> addConsumer(station(runningWorker, arguments), arguments);
            case "cancel_consumer" -> cancelConsumer(runningWorker, arguments);
            case "shutdown" -> shutdown(arguments);
            default -> controlInspect.answer(method, arguments, runningWorker);
        };
    }

    private static WorkerPool station(RunningWorker runningWorker, ControlArguments arguments) {
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
        log.info("pool {} has {} slots now, after {}: it was ordered to {}", pool.name(), slots + more, slots, word);
        return ok("pool will " + word);
    }

    private static Object autoscale(WorkerPool pool, ControlArguments arguments) {
        PoolAutoscaler scale =
                pool.autoscale().orElseThrow(() -> new IllegalArgumentException("Autoscale not enabled"));
        int min = arguments.number("min", scale.min());
        int max = arguments.number("max", scale.max());
        scale.change(min, max);
        log.info("pool {} has {} to {} slots from now on", pool.name(), min, max);
        return ok("autoscale now max=" + max + " min=" + min);
    }

    private static Object rateLimit(RunningWorker runningWorker, ControlArguments arguments) {
        String task = arguments.text("task_name");
        RateLimit rateLimit = RateLimit.of(arguments.textOrNumber("rate_limit"));
        if (task == null || !runningWorker.rates().rate(task, rateLimit)) {
            return error("unknown task");
        }
        log.info("{} starts once in {} from now on; in no time for no limit", task, rateLimit.interval());
        return ok(rateLimit.isNone() ? "rate limit disabled successfully" : "new rate limit set successfully");
    }

    private static Object timeLimit(RunningWorker runningWorker, ControlArguments arguments) {
        String task = arguments.text("task_name");
        if (task == null || runningWorker.handlers().find(task).isEmpty()) {
            return error("unknown task");
        }
        TimeLimits limits = TimeLimits.ordered(arguments.seconds("soft"), arguments.seconds("hard"));
        runningWorker.pools().forEach(pool -> pool.limit(task, limits));
        log.info("time limits of {} are soft {} and hard {} from now on", task, limits.soft(), limits.hard());
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
        pool.intake().add(queue);
        log.info("pool {} takes from {} too", pool.name(), queue);
        return ok("add consumer " + queue);
    }

    /** Every pool that takes from there, or the one that is named. */
    private static Object cancelConsumer(RunningWorker runningWorker, ControlArguments arguments) {
        QueueName queue = queue(arguments);
        List<WorkerPool> pools =
                arguments.text("pool") == null ? runningWorker.pools() : List.of(station(runningWorker, arguments));
        for (WorkerPool pool : pools) {
            if (pool.intake().remove(queue)) {
                log.info("pool {} takes from {} no more", pool.name(), queue);
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
        log.warn("{}", reason == null ? "the worker was ordered to shut down" : reason);
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
        AutoCloseable ending = following;
        following = null;
        if (ending == null) {
            return;
        }
        try {
            ending.close();
        } catch (Exception e) {
            log.warn("could not stop listening for orders; a thread may live on until the process ends", e);
        }
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }
}
