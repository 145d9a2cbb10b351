package io.apium.worker;

import io.apium.task.QueueName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one worker does.
 *
 * @param enabled whether this process runs tasks at all
 * @param queues where its tasks come from, the first ones not before the others
 * @param pool what tasks run on
 * @param concurrency how many run at once, 1 to 10,000; one for each processor with threads, 100 with virtual threads
 * @param name the node's name, {@code name@host}; a name without a host is given this one's
 * @param prefetch messages in hand at once, 1 to 65,535; where it is not said, one for each slot and, while tasks are
 *     short, up to four for each slot, and at least 512
 * @param grace how long running tasks may take to end when the worker is stopped, up to a day
 * @param tasks jars, or folders of jars, that bring further tasks
 * @param commands files that declare commands as further tasks
 * @param trackStarted whether STARTED is stored for every task
 * @param resultBytesMax the longest result, as JSON in UTF-8
 * @param deliveryLimit how often a task is started of which every worker that ran it was lost, 1 to 1,000
 * @param keepExpired whether the message of a task that was not run in time is kept as a dead letter
 * @param demoCrash whether the task {@code demo.crash} may end this process
 */
@ConfigurationProperties("apium.worker")
public record WorkerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("celery") List<String> queues,
        @DefaultValue("threads") Pool.Kind pool,
        @Nullable Integer concurrency,
        @DefaultValue("apium") String name,
        @Nullable Integer prefetch,
        @DefaultValue("PT30S") Duration grace,
        @DefaultValue List<String> tasks,
        @DefaultValue List<String> commands,
        @DefaultValue("false") boolean trackStarted,
        @DefaultValue("64MB") DataSize resultBytesMax,
        @DefaultValue("5") int deliveryLimit,
        @DefaultValue("false") boolean keepExpired,
        @DefaultValue("false") boolean demoCrash) {

    private static final int PREFETCH_PER_SLOT = 4;
    private static final int PREFETCH_BY_DEFAULT_MIN = 512;
    private static final int PREFETCH_MAX = 65_535;
    private static final int CONCURRENCY_MAX = 10_000;
    private static final int NAME_LENGTH_MAX = 200;
    private static final int DELIVERY_LIMIT_MAX = 1_000;
    private static final Duration GRACE_MAX = Duration.ofDays(1);

    public WorkerProperties {
        queues = List.copyOf(queues);
        tasks = List.copyOf(tasks);
        commands = List.copyOf(commands);
        check(!queues.isEmpty(), "queues", queues, "names at least one queue");
        queues.forEach(WorkerProperties::queue);
        check(within(concurrency, CONCURRENCY_MAX), "concurrency", concurrency, "is 1 to " + CONCURRENCY_MAX);
        check(!name.isBlank() && name.length() <= NAME_LENGTH_MAX, "name", name, "has 1 to 200 characters");
        check(within(prefetch, PREFETCH_MAX), "prefetch", prefetch, "is 1 to " + PREFETCH_MAX);
        check(!grace.isNegative() && grace.compareTo(GRACE_MAX) <= 0, "grace", grace, "is a time of up to a day");
        check(resultBytesMax.toBytes() > 0, "result-bytes-max", resultBytesMax, "is more than nothing");
        check(
                within(deliveryLimit, DELIVERY_LIMIT_MAX),
                "delivery-limit",
                deliveryLimit,
                "is 1 to " + DELIVERY_LIMIT_MAX);
    }

    List<QueueName> queueNames() {
        return queues.stream().map(WorkerProperties::queue).toList();
    }

    int slots() {
        return concurrency == null ? pool.slotsByDefault : concurrency;
    }

    /** The most. */
    int messagesInHand() {
        return prefetch == null ? Math.max(PREFETCH_BY_DEFAULT_MIN, PREFETCH_PER_SLOT * slots()) : prefetch;
    }

    /** The name by which the worker is known to others. */
    String node(String host) {
        return name.contains("@") ? name : name + "@" + host;
    }

    private static QueueName queue(String name) {
        try {
            return new QueueName(name);
        } catch (IllegalArgumentException e) {
            // the innermost message is the one that is shown
            throw new IllegalArgumentException("apium.worker.queues: " + e.getMessage());
        }
    }

    private static boolean within(@Nullable Integer value, int most) {
        return value == null || (value >= 1 && value <= most);
    }

    private static void check(boolean holds, String key, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("apium.worker." + key + " " + rule + ", got: '" + value + "'");
        }
    }
}
