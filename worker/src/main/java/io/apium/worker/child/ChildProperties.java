package io.apium.worker.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration of the children of process pools, {@code apium.worker.child.*}.
 *
 * @param memory the heap of a child, at least 32 MB; a handler that needs more fails with OutOfMemoryError
 * @param tasksMax the number of attempts after which a child is replaced; unlimited by default
 * @param ageMax the age at which a child is replaced; unlimited by default
 * @param residentMax the resident memory above which a child is replaced after its attempt
 * @param javaOptions additional options of the virtual machine
 * @param configuration Spring {@code @Configuration} classes with the beans that constructors of task classes need
 * @param cache a folder of this user for the files that make starts faster; by default {@code apium} in the user's
 *     cache folder
 */
public record ChildProperties(
        @DefaultValue("512MB") DataSize memory,
        @Nullable Long tasksMax,
        @Nullable Duration ageMax,
        @Nullable DataSize residentMax,
        @DefaultValue List<String> javaOptions,
        @DefaultValue List<String> configuration,
        @Nullable Path cache) {

    private static final DataSize MEMORY_MIN = DataSize.ofMegabytes(32);

    public ChildProperties {
        javaOptions = List.copyOf(javaOptions);
        configuration = List.copyOf(configuration);
        check(memory.compareTo(MEMORY_MIN) >= 0, "memory", memory, "must be at least 32MB");
        check(tasksMax == null || tasksMax >= 1, "tasks-max", tasksMax, "must be at least 1");
        check(ageMax == null || ageMax.isPositive(), "age-max", ageMax, "must be a time of more than zero");
        check(
                residentMax == null || residentMax.compareTo(memory) > 0,
                "resident-max",
                residentMax,
                "must be more than apium.worker.child.memory");
        check(
                javaOptions.stream().allMatch(option -> option.startsWith("-")),
                "java-options",
                javaOptions,
                "must begin with a hyphen");
    }

    RecyclePolicy wear() {
        return new RecyclePolicy(tasksMax, ageMax, residentMax);
    }

    private static void check(boolean holds, String key, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("apium.worker.child." + key + " " + rule + ", got: '" + value + "'");
        }
    }
}
