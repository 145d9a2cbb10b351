package io.apium.system;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A user's task that counts its runs: {@code tally.run} notes its id in a file when it starts, waits, and returns the id of
 * the process that it ran in. Whatever came before it in a workflow is not looked at.
 */
final class CountingTask {

    private static final String SOURCE = """
            package tally;

            import io.apium.worker.Task;
            import io.apium.worker.TaskContext;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;
            import java.util.Optional;

            public class TallyTasks {

                @Task("tally.run")
                public long run(Optional<Object> before, String file, long millis, TaskContext context) throws Exception {
                    Files.writeString(Path.of(file), context.id() + "\\n", StandardOpenOption.APPEND);
                    Thread.sleep(millis);
                    return ProcessHandle.current().pid();
                }
            }
            """;

    private final Path jar;
    private final Path file;

    private CountingTask(Path jar, Path file) {
        this.jar = jar;
        this.file = file;
    }

    static CountingTask in(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/tally"));
        Files.writeString(sources.resolve("TallyTasks.java"), SOURCE);
        return new CountingTask(
                TaskJar.of(folder.resolve("sources"), folder), Files.createFile(folder.resolve("runs")));
    }

    /** Where runs are noted: the argument {@code file}. */
    Path file() {
        return file;
    }

    /** For {@code --task-jars}. */
    String jar() {
        return jar.toString();
    }

    Signature task(String queue, Duration time) {
        return Signature.of("tally.run")
                .keyword("file", file.toString())
                .keyword("millis", time.toMillis())
                .with(TaskOptions.NONE.withRouting(new Routing(new QueueName(queue), null)));
    }

    /** The same under an id that the test chose. */
    Signature task(String queue, Duration time, TaskId id) {
        Signature task = task(queue, time);
        return task.with(task.options().withId(id));
    }

    /** How often each task was started. */
    Map<TaskId, Long> starts() throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .map(TaskId::new)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    long starts(TaskId id) throws IOException {
        return starts().getOrDefault(id, 0L);
    }
}
