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
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The keys {@code apium.worker.*} of one worker.
 *
 * @param enabled whether this process runs tasks
 * @param queues the queues that the first pool consumes, all with the same priority; empty for a worker with further pools
 *     only
 * @param pool the kind of the first pool: threads, virtual or process
 * @param concurrency tasks that run at once, 1 to 10,000; by default one for each processor, and 100 in a pool of virtual
 *     threads
 * @param minConcurrency slots at the start, 1 to the concurrency; the pool grows while all slots are busy. Unset: the pool
 *     always has all its slots
 * @param name the worker's node name, 1 to 200 characters; the host is appended to a name without one
 * @param prefetch unacknowledged messages at once, 1 to 65,535; by default adapted to the length of the tasks, from one up
 *     to four for each slot and at least 512
 * @param pools up to 100 further pools by name; the keys of {@code apium.worker.pools.NAME} are queues, pool, concurrency,
 *     min-concurrency and prefetch
 * @param shutdownTimeout time for running tasks to end at shutdown, up to a day
 * @param taskJars jars, or folders of jars, with further tasks
 * @param commandFiles YAML files that declare commands as further tasks
 * @param trackStarted whether the state STARTED is stored for every task
 * @param maxArgumentSize the longest message that runs, at least 1 byte; unset: the broker's own limit alone
 * @param maxResultSize the longest result, as JSON in UTF-8, at least 1 byte
 * @param maxInlineResultSize the longest result that is stored in its record, at least 1 byte; a longer one becomes a blob
 * @param deliveryLimit starts of a task whose workers were lost, 1 to 1,000; after that many the task becomes a dead letter
 * @param deadLetterExpired whether the message of an expired task becomes a dead letter
 * @param remoteControl whether the worker executes the commands of Celery's remote control
 * @param child the children of process pools
 */
@ConfigurationProperties("apium.worker")
public record WorkerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("celery") List<String> queues,
        @DefaultValue("threads") Pool.Kind pool,
        @Nullable Integer concurrency,
        @Nullable Integer minConcurrency,
        @DefaultValue("apium") String name,
        @Nullable Integer prefetch,
        @DefaultValue Map<String, FurtherPool> pools,
        @DefaultValue("PT30S") Duration shutdownTimeout,
        @DefaultValue List<String> taskJars,
        @DefaultValue List<String> commandFiles,
        @DefaultValue("false") boolean trackStarted,
        @Nullable DataSize maxArgumentSize,
        @DefaultValue("64MB") DataSize maxResultSize,
        @DefaultValue("1MB") DataSize maxInlineResultSize,
        @DefaultValue("5") int deliveryLimit,
        @DefaultValue("false") boolean deadLetterExpired,
        @DefaultValue("true") boolean remoteControl,
        @NestedConfigurationProperty @DefaultValue ChildProperties child) {

    private static final int NAME_LENGTH_MAX = 200;
    private static final int POOLS_MAX = 100;
    private static final int DELIVERY_LIMIT_MAX = 1_000;
    private static final Duration SHUTDOWN_TIMEOUT_MAX = Duration.ofDays(1);

    /**
     * A pool beside the first one, {@code apium.worker.pools.<name>.*}.
     *
     * @param queues the queues that this pool consumes; at least one
     * @param pool the kind of this pool: threads, virtual or process
     * @param concurrency tasks that run at once in this pool, 1 to 10,000
     * @param minConcurrency slots at the start, 1 to the concurrency
     * @param prefetch unacknowledged messages at once, 1 to 65,535
     */
    public record FurtherPool(
            @DefaultValue List<String> queues,
            @DefaultValue("threads") Pool.Kind pool,
            @Nullable Integer concurrency,
            @Nullable Integer minConcurrency,
            @Nullable Integer prefetch) {}

    public WorkerProperties {
        queues = List.copyOf(queues);
        pools = Collections.unmodifiableMap(new TreeMap<>(pools));
        taskJars = List.copyOf(taskJars);
        commandFiles = List.copyOf(commandFiles);
        check(pools.size() <= POOLS_MAX, "pools", pools.size() + " pools", "must be at most " + POOLS_MAX);
        check(!name.isBlank() && name.length() <= NAME_LENGTH_MAX, "name", name, "must have 1 to 200 characters");
        boolean stops = !shutdownTimeout.isNegative() && shutdownTimeout.compareTo(SHUTDOWN_TIMEOUT_MAX) <= 0;
        check(stops, "shutdown-timeout", shutdownTimeout, "must be PT0S to P1D");
        boolean takesAny = maxArgumentSize == null || maxArgumentSize.toBytes() > 0;
        check(takesAny, "max-argument-size", maxArgumentSize, "must be at least 1B");
        check(maxResultSize.toBytes() > 0, "max-result-size", maxResultSize, "must be at least 1B");
        check(maxInlineResultSize.toBytes() > 0, "max-inline-result-size", maxInlineResultSize, "must be at least 1B");
        boolean lives = deliveryLimit >= 1 && deliveryLimit <= DELIVERY_LIMIT_MAX;
        check(lives, "delivery-limit", deliveryLimit, "must be 1 to " + DELIVERY_LIMIT_MAX);
        var _ = plans(new FurtherPool(queues, pool, concurrency, minConcurrency, prefetch), pools);
    }

    /** The provided pools whose names are not configured; a configured pool replaces the provided one. */
    public List<ProvidedPool> unlessConfigured(Stream<ProvidedPool> provided) {
        return provided.filter(pool -> !pools.containsKey(pool.name())).toList();
    }

    /**
     * All pools. The first one has the name of its kind.
     *
     * @throws MisconfiguredException without any pool
     */
    public List<PoolConfig> plans(List<ProvidedPool> provided) {
        List<PoolConfig> plans = plans(new FurtherPool(queues, pool, concurrency, minConcurrency, prefetch), pools);
        provided.forEach(further -> plans.add(PoolConfig.of(further)));
        if (plans.isEmpty()) {
            throw new MisconfiguredException(
                    "apium.worker.queues must name at least one queue, because there is no other pool");
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
            check(!name.equals(first), "pools", name, "must not have the name of the first pool");
            plans.add(PoolConfig.of("apium.worker.pools." + name, name, further));
        });
        return plans;
    }

    /** The worker's name in the registry and in remote control, {@code name@host}. */
    public String node(String host) {
        return name.contains("@") ? name : name + "@" + host;
    }

    private static void check(boolean holds, String key, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("apium.worker." + key + " " + rule + ", got: '" + value + "'");
        }
    }
}
