package io.apium.system;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.task.QueueName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A user's task that writes the start of each attempt to a file, and requests the given number of retries. Its jar is built
 * once and runs on every version.
 */
final class RetryingTask {

    private static final String SOURCE = """
            package errands;

            import io.apium.worker.Task;
            import io.apium.worker.TaskContext;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;
            import java.time.Duration;
            import java.util.Optional;

            public class ErrandTasks {

                @Task("errands.run")
                public long run(Optional<Object> before, String file, int failures, TaskContext context) throws Exception {
                    String line = context.id() + " " + context.attempt() + "\\n";
                    Files.writeString(Path.of(file), line, StandardOpenOption.APPEND);
                    Thread.sleep(5);
                    if (context.attempt() <= failures) {
                        throw context.retry(new IllegalStateException("once more"), Duration.ofMillis(300));
                    }
                    return ProcessHandle.current().pid();
                }
            }
            """;

    private final Path jar;
    private final Path file;
    private final String queue;

    private RetryingTask(Path jar, Path file, String queue) {
        this.jar = jar;
        this.file = file;
        this.queue = queue;
    }

    static RetryingTask in(Path folder, String queue) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/errands"));
        Files.writeString(sources.resolve("ErrandTasks.java"), SOURCE);
        return new RetryingTask(
                TaskJar.of(folder.resolve("sources"), folder), Files.createFile(folder.resolve("runs")), queue);
    }

    /** For {@code --task-jars}. */
    String jar() {
        return jar.toString();
    }

    /** For {@code --queues}. */
    String queue() {
        return queue;
    }

    Signature task() {
        return Signature.of("errands.run")
                .keyword("file", file.toString())
                .keyword("failures", 0)
                .with(TaskOptions.NONE.withRouting(new Routing(new QueueName(queue), null)));
    }

    /** The same over HTTP. */
    String request(int failures, double countdown) {
        return """
                {"task": "errands.run", "kwargs": {"file": "%s", "failures": %d},
                 "options": {"queue": "%s", "countdown": %s}}""".formatted(file, failures, queue, countdown);
    }

    /** A chain or a group of so many. */
    String flow(String form, int tasks) {
        String task = """
                {"task": "errands.run", "kwargs": {"file": "%s", "failures": 0},
                 "options": {"queue": "%s"}}""".formatted(file, queue);
        return "{\"%s\": [%s]}".formatted(form, String.join(", ", Collections.nCopies(tasks, task)));
    }

    /** A flow of some of them. */
    String flow() {
        return """
                {"map": {"task": "errands.run", "kwargs": {"file": "%s", "failures": 0}, "over": {"range": [0, 12]},
                         "chunk": 1, "window": 4, "options": {"queue": "%s"}}}""".formatted(file, queue);
    }

    /** How many attempts were started more than once. */
    long startedTwice() throws IOException {
        List<String> attempts = Files.readAllLines(file);
        return attempts.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .filter(starts -> starts > 1)
                .count();
    }
}
