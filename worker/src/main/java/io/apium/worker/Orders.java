package io.apium.worker;

import io.apium.bound.PlainText;
import io.apium.broker.RemoteControl;
import io.apium.broker.RemoteControl.Order;
import io.apium.task.QueueName;
import io.apium.worker.Worker.Shift;
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
 *   ping, stats, registered, …                              {@link Inspection} answers
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
final class Orders implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Orders.class);
    private static final Set<String> FOR_OTHERS =
            Set.of("revoke", "hello", "election", "heartbeat", "enable_events", "disable_events");

    private final Worker worker;
    private final RemoteControl control;
    private final Inspection inspection;
    private final Runnable exit;
    private volatile @Nullable AutoCloseable following;

    /** @param exit asks the process to end; does not wait until it has */
    Orders(Worker worker, RemoteControl control, Inspection inspection, Runnable exit) {
        this.worker = worker;
        this.control = control;
        this.inspection = inspection;
        this.exit = exit;
    }

    @Override
    public void start() {
        following = control.follow(worker.node().name(), this::obey);
    }

    /** @return null where it is not for this worker to answer */
    @Nullable
    Object obey(Order order) {
        if (FOR_OTHERS.contains(order.method())) {
            return null;
        }
        Shift shift = worker.shift().orElse(null);
        if (shift == null) {
            return error("the worker does not run");
        }
        try {
            return obey(order.method(), new OrderArguments(order.arguments()), shift);
        } catch (IllegalArgumentException e) {
            log.info("the order {} cannot be obeyed: {}", PlainText.shown(order.method()), e.getMessage());
            return error(e.getMessage());
        }
    }

    private Object obey(String method, OrderArguments arguments, Shift shift) {
        return switch (method) {
            case "pool_grow" -> resize(station(shift, arguments), arguments.number("n", 1), "grow");
            case "pool_shrink" -> resize(station(shift, arguments), -arguments.number("n", 1), "shrink");
            case "autoscale" -> autoscale(station(shift, arguments), arguments);
            case "rate_limit" -> rateLimit(shift, arguments);
            case "time_limit" -> timeLimit(shift, arguments);
            case "add_consumer" -> addConsumer(station(shift, arguments), arguments);
            case "cancel_consumer" -> cancelConsumer(shift, arguments);
            case "shutdown" -> shutdown(arguments);
            default -> inspection.answer(method, arguments, shift);
        };
    }

    private static Station station(Shift shift, OrderArguments arguments) {
        List<Station> stations = shift.stations();
        String name = arguments.text("pool");
        if (name == null) {
            return stations.getFirst();
        }
        return stations.stream()
                .filter(station -> station.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pool is one of "
                        + stations.stream().map(Station::name).toList() + ", got: " + PlainText.shown(name)));
    }

    private static Object resize(Station station, int more, String word) {
        if (station.autoscale().isPresent()) {
            return error("pool_" + word + " is not supported with autoscale. Adjust autoscale range instead.");
        }
        int slots = station.pool().slots();
        station.resize(Math.addExact(slots, more));
        log.info("pool {} has {} slots now, after {}: it was ordered to {}", station.name(), slots + more, slots, word);
        return ok("pool will " + word);
    }

    private static Object autoscale(Station station, OrderArguments arguments) {
        Autoscale scale = station.autoscale().orElseThrow(() -> new IllegalArgumentException("Autoscale not enabled"));
        int min = arguments.number("min", scale.min());
        int max = arguments.number("max", scale.max());
        scale.change(min, max);
        log.info("pool {} has {} to {} slots from now on", station.name(), min, max);
        return ok("autoscale now max=" + max + " min=" + min);
    }

    private static Object rateLimit(Shift shift, OrderArguments arguments) {
        String task = arguments.text("task_name");
        Rate rate = Rate.of(arguments.textOrNumber("rate_limit"));
        if (task == null || !shift.rates().rate(task, rate)) {
            return error("unknown task");
        }
        log.info("{} starts once in {} from now on; in no time for no limit", task, rate.interval());
        return ok(rate.isNone() ? "rate limit disabled successfully" : "new rate limit set successfully");
    }

    private static Object timeLimit(Shift shift, OrderArguments arguments) {
        String task = arguments.text("task_name");
        if (task == null || shift.handlers().find(task).isEmpty()) {
            return error("unknown task");
        }
        TimeLimits limits = TimeLimits.ordered(arguments.seconds("soft"), arguments.seconds("hard"));
        shift.stations().forEach(station -> station.limit(task, limits));
        log.info("time limits of {} are soft {} and hard {} from now on", task, limits.soft(), limits.hard());
        return ok("time limits set successfully");
    }

    private static Object addConsumer(Station station, OrderArguments arguments) {
        QueueName queue = queue(arguments);
        for (String name : List.of("exchange", "routing_key")) {
            String value = arguments.text(name);
            if (value != null && !value.isEmpty() && !value.equals(queue.name())) {
                throw new IllegalArgumentException(name
                        + " is the queue's own name, or nothing: no bindings are made; got: " + PlainText.shown(value));
            }
        }
        station.intake().add(queue);
        log.info("pool {} takes from {} too", station.name(), queue);
        return ok("add consumer " + queue);
    }

    /** Every pool that takes from there, or the one that is named. */
    private static Object cancelConsumer(Shift shift, OrderArguments arguments) {
        QueueName queue = queue(arguments);
        List<Station> stations = arguments.text("pool") == null ? shift.stations() : List.of(station(shift, arguments));
        for (Station station : stations) {
            if (station.intake().remove(queue)) {
                log.info("pool {} takes from {} no more", station.name(), queue);
            }
        }
        return ok("no longer consuming from " + queue);
    }

    private static QueueName queue(OrderArguments arguments) {
        String name = arguments.text("queue");
        return new QueueName(name == null ? "" : name);
    }

    private Object shutdown(OrderArguments arguments) {
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
