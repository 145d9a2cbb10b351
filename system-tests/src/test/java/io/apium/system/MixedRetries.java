package io.apium.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code mixed.flaky} in Java, the same as in {@code celery_tasks.py}: an attempt of either leads to one of the other. */
final class MixedRetries {

    private static final String SOURCE = """
            package mixed;

            import io.apium.worker.Task;
            import io.apium.worker.TaskContext;
            import java.time.Duration;
            import java.util.List;

            public class MixedTasks {

                @Task("mixed.flaky")
                public List<Object> flaky(int failures, double delay, TaskContext context) {
                    if (context.attempt() <= failures) {
                        throw context.retry(
                                new IllegalStateException("attempt " + context.attempt()),
                                Duration.ofMillis((long) (delay * 1000)));
                    }
                    return List.of("java", context.attempt() - 1);
                }
            }
            """;

    private MixedRetries() {}

    /** @return a jar for {@code --task-jars} */
    static Path jar(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/mixed"));
        Files.writeString(sources.resolve("MixedTasks.java"), SOURCE);
        return TaskJar.of(folder.resolve("sources"), folder);
    }
}
