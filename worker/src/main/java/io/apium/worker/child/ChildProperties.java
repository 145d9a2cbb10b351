package io.apium.worker.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The children of process pools, {@code apium.worker.child.*}.
 *
 * @param memory the heap of one, 32 MB or more; a handler that wants more fails with OutOfMemoryError
 * @param tasksMax attempts after which one is replaced; not for their number where it is not said
 * @param ageMax after which one is replaced; not for its age where it is not said
 * @param residentMax memory, as the system counts it, with more of which one is replaced after its attempt
 * @param javaOptions further options of its virtual machine
 * @param configuration classes of Spring's, annotated with {@code @Configuration}, with what constructors of task classes
 *     ask for
 * @param cache a folder of this user's alone for what makes the start quick; where it is not said, {@code apium} in the
 *     user's cache folder
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
        check(memory.compareTo(MEMORY_MIN) >= 0, "memory", memory, "is 32MB or more");
        check(tasksMax == null || tasksMax >= 1, "tasks-max", tasksMax, "is 1 or more");
        check(ageMax == null || ageMax.isPositive(), "age-max", ageMax, "is a time");
        check(
                residentMax == null || residentMax.compareTo(memory) > 0,
                "resident-max",
                residentMax,
                "is more than the heap's apium.worker.child.memory");
        check(
                javaOptions.stream().allMatch(option -> option.startsWith("-")),
                "java-options",
                javaOptions,
                "begin with a hyphen");
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
