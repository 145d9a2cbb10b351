package io.apium.worker.config;

import io.apium.worker.ProvidedPool;
import io.apium.worker.child.ChildProperties;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one worker does.
 *
 * @param enabled whether this process runs tasks at all
 * @param queues where its tasks come from, the first ones not before the others; with none there are the further pools alone
 * @param pool what tasks run on
 * @param concurrency how many run at once, 1 to 10,000; one for each processor, and 100 with virtual threads
 * @param concurrencyMin where it is said, as many at first, and more up to the concurrency while all are busy
 * @param name the node's name, {@code name@host}; a name without a host is given this one's
 * @param prefetch messages in hand at once, 1 to 65,535; where it is not said, one for each slot and, while tasks are
 *     short, up to four for each slot, and at least 512
 * @param pools further pools by name, each with queues of its own, in this same worker
 * @param grace how long running tasks may take to end when the worker is stopped, up to a day
 * @param tasks jars, or folders of jars, that bring further tasks
 * @param commands files that declare commands as further tasks
 * @param trackStarted whether STARTED is stored for every task
 * @param argumentBytesMax the longest message that a task is run with; where it is not said, any that the broker takes
 * @param resultBytesMax the longest result, as JSON in UTF-8
 * @param resultInlineMax the longest result that stands in its record; a longer one is a blob, to which the record refers
 * @param deliveryLimit how often a task is started of which every worker that ran it was lost, 1 to 1,000
 * @param keepExpired whether the message of a task that was not run in time is kept as a dead letter
 * @param demoCrash whether the tasks {@code demo.crash}, {@code demo.exit} and {@code demo.allocate} may end this process;
 *     they may always end a child
 * @param remoteControl whether it obeys the orders of Celery's remote control
 * @param child the children of process pools
 */
@ConfigurationProperties("apium.worker")
public record WorkerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("celery") List<String> queues,
        @DefaultValue("threads") Pool.Kind pool,
        @Nullable Integer concurrency,
        @Nullable Integer concurrencyMin,
        @DefaultValue("apium") String name,
        @Nullable Integer prefetch,
        @DefaultValue Map<String, FurtherPool> pools,
        @DefaultValue("PT30S") Duration grace,
        @DefaultValue List<String> tasks,
        @DefaultValue List<String> commands,
        @DefaultValue("false") boolean trackStarted,
        @Nullable DataSize argumentBytesMax,
        @DefaultValue("64MB") DataSize resultBytesMax,
        @DefaultValue("1MB") DataSize resultInlineMax,
        @DefaultValue("5") int deliveryLimit,
        @DefaultValue("false") boolean keepExpired,
        @DefaultValue("false") boolean demoCrash,
        @DefaultValue("true") boolean remoteControl,
        @DefaultValue ChildProperties child) {

    private static final int NAME_LENGTH_MAX = 200;
    private static final int POOLS_MAX = 100;
    private static final int DELIVERY_LIMIT_MAX = 1_000;
    private static final Duration GRACE_MAX = Duration.ofDays(1);

    /**
     * A pool beside the first one, {@code apium.worker.pools.<name>.*}; the keys are the worker's own.
     *
     * @param queues at least one
     */
    public record FurtherPool(
            @DefaultValue List<String> queues,
            @DefaultValue("threads") Pool.Kind pool,
            @Nullable Integer concurrency,
            @Nullable Integer concurrencyMin,
            @Nullable Integer prefetch) {}

    public WorkerProperties {
        queues = List.copyOf(queues);
        pools = Collections.unmodifiableMap(new TreeMap<>(pools));
        tasks = List.copyOf(tasks);
        commands = List.copyOf(commands);
        check(pools.size() <= POOLS_MAX, "pools", pools.size() + " pools", "are up to " + POOLS_MAX);
        check(!name.isBlank() && name.length() <= NAME_LENGTH_MAX, "name", name, "has 1 to 200 characters");
        check(!grace.isNegative() && grace.compareTo(GRACE_MAX) <= 0, "grace", grace, "is a time of up to a day");
        boolean takesAny = argumentBytesMax == null || argumentBytesMax.toBytes() > 0;
        check(takesAny, "argument-bytes-max", argumentBytesMax, "is more than nothing");
        check(resultBytesMax.toBytes() > 0, "result-bytes-max", resultBytesMax, "is more than nothing");
        check(resultInlineMax.toBytes() > 0, "result-inline-max", resultInlineMax, "is more than nothing");
        boolean lives = deliveryLimit >= 1 && deliveryLimit <= DELIVERY_LIMIT_MAX;
        check(lives, "delivery-limit", deliveryLimit, "is 1 to " + DELIVERY_LIMIT_MAX);
        var _ = plans(new FurtherPool(queues, pool, concurrency, concurrencyMin, prefetch), pools);
    }

    /** Those of the provided pools whose names are free: what is configured is meant to be as it is. */
    public List<ProvidedPool> unlessConfigured(Stream<ProvidedPool> provided) {
        return provided.filter(pool -> !pools.containsKey(pool.name())).toList();
    }

    /**
     * The pools, of which the first one is named after its kind.
     *
     * @throws MisconfiguredException when there is none
     */
    public List<PoolConfig> plans(List<ProvidedPool> provided) {
        List<PoolConfig> plans = plans(new FurtherPool(queues, pool, concurrency, concurrencyMin, prefetch), pools);
        provided.forEach(further -> plans.add(PoolConfig.of(further)));
        if (plans.isEmpty()) {
            throw new MisconfiguredException(
                    "apium.worker.queues names at least one queue where there is no other pool");
        }
        return plans;
    }

    private static List<PoolConfig> plans(FurtherPool firstPool, Map<String, FurtherPool> pools) {
        List<PoolConfig> plans = new ArrayList<>();
        String first = firstPool.pool().name().toLowerCase(Locale.ROOT);
        if (!firstPool.queues().isEmpty()) {
            plans.add(PoolConfig.of("apium.worker", first, firstPool));
        }
        pools.forEach((name, further) -> {
            check(!name.equals(first), "pools", name, "are named otherwise than the first one");
            plans.add(PoolConfig.of("apium.worker.pools." + name, name, further));
        });
        return plans;
    }

    /** The name by which the worker is known to others. */
    public String node(String host) {
        return name.contains("@") ? name : name + "@" + host;
    }

    private static void check(boolean holds, String key, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("apium.worker." + key + " " + rule + ", got: '" + value + "'");
        }
    }
}
