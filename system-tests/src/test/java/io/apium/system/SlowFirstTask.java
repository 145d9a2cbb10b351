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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A user's task that records when it starts and when it ends. Only its first run is slow: it waits until the test releases
 * all of them, and then for as long as its message says.
 */
final class SlowFirstTask {

    private static final String SOURCE = """
            package held;

            import io.apium.worker.Task;
            import io.apium.worker.TaskContext;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;

            public class HeldTasks {

                @Task("held.run")
                public void run(String folder, long millis, TaskContext context) throws Exception {
                    String id = context.id().value();
                    Path starts = Path.of(folder, "starts");
                    boolean again = Files.readAllLines(starts).contains(id);
                    Files.writeString(starts, id + "\\n", StandardOpenOption.APPEND);
                    while (!again && !Files.exists(Path.of(folder, "released"))) {
                        Thread.sleep(20);
                    }
                    Thread.sleep(again ? 0 : millis);
                    Files.writeString(Path.of(folder, "ends"), id + "\\n", StandardOpenOption.APPEND);
                }
            }
            """;

    private final Path jar;
    private final Path notes;

    private SlowFirstTask(Path jar, Path notes) {
        this.jar = jar;
        this.notes = notes;
    }

    static SlowFirstTask in(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/held"));
        Files.writeString(sources.resolve("HeldTasks.java"), SOURCE);
        Path notes = Files.createDirectory(folder.resolve("notes"));
        Files.createFile(notes.resolve("starts"));
        Files.createFile(notes.resolve("ends"));
        return new SlowFirstTask(TaskJar.of(folder.resolve("sources"), folder), notes.toAbsolutePath());
    }

    /** For {@code --task-jars}. */
    String jar() {
        return jar.toString();
    }

    /** @param time how long its first run takes after the release */
    Signature task(String queue, Duration time) {
        return Signature.of("held.run", notes.toString(), time.toMillis())
                .with(TaskOptions.NONE.withRouting(new Routing(new QueueName(queue), null)));
    }

    /** Lets the first runs go on, those to come too. */
    void release() throws IOException {
        Files.createFile(notes.resolve("released"));
    }

    /** How often each task was started. */
    Map<TaskId, Long> starts() throws IOException {
        return noted("starts");
    }

    /** The number of ends of each task. */
    Map<TaskId, Long> ends() throws IOException {
        return noted("ends");
    }

    private Map<TaskId, Long> noted(String file) throws IOException {
        return Files.readAllLines(notes.resolve(file)).stream()
                .map(TaskId::new)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
