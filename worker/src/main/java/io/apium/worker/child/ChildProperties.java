package io.apium.worker.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The keys {@code apium.worker.child.*} of the children of process pools.
 *
 * @param memory the maximum heap of one child, at least 32MB; a handler that needs more fails with OutOfMemoryError
 * @param maxTasks attempts after which a child is replaced, at least 1; unset: no limit
 * @param maxAge the age after which a child is replaced; unset: no limit
 * @param maxResidentSize resident memory after which a child is replaced at the end of its attempt, more than its heap;
 *     unset: no limit
 * @param javaOptions further options of the child's JVM; each begins with a hyphen
 * @param configuration Spring {@code @Configuration} classes with the beans that the constructors of task classes need
 * @param cache a folder, owned by this user, for the class data cache that shortens a child's start; by default
 *     {@code apium} in the user's cache folder
 */
public record ChildProperties(
        @DefaultValue("512MB") DataSize memory,
        @Nullable Long maxTasks,
        @Nullable Duration maxAge,
        @Nullable DataSize maxResidentSize,
        @DefaultValue List<String> javaOptions,
        @DefaultValue List<String> configuration,
        @Nullable Path cache) {

    private static final DataSize MEMORY_MIN = DataSize.ofMegabytes(32);

    public ChildProperties {
        javaOptions = List.copyOf(javaOptions);
        configuration = List.copyOf(configuration);
        check(memory.compareTo(MEMORY_MIN) >= 0, "memory", memory, "must be at least 32MB");
        check(maxTasks == null || maxTasks >= 1, "max-tasks", maxTasks, "must be at least 1");
        check(maxAge == null || maxAge.isPositive(), "max-age", maxAge, "must be a positive time");
        check(
                maxResidentSize == null || maxResidentSize.compareTo(memory) > 0,
                "max-resident-size",
                maxResidentSize,
                "must be more than apium.worker.child.memory");
        check(
                javaOptions.stream().allMatch(option -> option.startsWith("-")),
                "java-options",
                javaOptions,
                "must begin with a hyphen");
    }

    RecyclePolicy wear() {
        return new RecyclePolicy(maxTasks, maxAge, maxResidentSize);
    }

    private static void check(boolean holds, String key, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("apium.worker.child." + key + " " + rule + ", got: '" + value + "'");
        }
    }
}
