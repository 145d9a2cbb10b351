package io.apium.system;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.task.QueueName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A user's tasks with limits, which note in a file for which key they started and when, and when they ended. */
public final class LimitedTasks {

    private static final String SOURCE = """
            package diary;

            import io.apium.worker.Limit;
            import io.apium.worker.Task;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;
            import java.time.Duration;
            import java.time.Instant;

            public class DiaryTasks {

                @Task(value = "diary.rated", limit = @Limit(rate = 100))
                public void rated(String file, String key, long millis) throws Exception {
                    note(file, key, millis);
                }

                @Task(value = "diary.warm", limit = @Limit(rate = 1000))
                public void warm(String file, String key, long millis) throws Exception {
                    note(file, key, millis);
                }

                @Task(value = "diary.keyed", limit = @Limit(concurrency = 1, key = "key"))
                public void keyed(String file, String key, long millis) throws Exception {
                    note(file, key, millis);
                }

                private static void note(String file, String key, long millis) throws Exception {
                    long start = micros();
                    Thread.sleep(millis);
                    String line = key + " " + start + " " + micros() + "\\n";
                    Files.writeString(Path.of(file), line, StandardOpenOption.APPEND);
                }

                private static long micros() {
                    return Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1000;
                }
            }
            """;

    private final Path jar;
    private final Path file;

    /** One run of a task; moments in microseconds of the one clock that all processes here have. */
    public record Run(String key, long start, long end) {}

    private LimitedTasks(Path jar, Path file) {
        this.jar = jar;
        this.file = file;
    }

    public static LimitedTasks in(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/diary"));
        Files.writeString(sources.resolve("DiaryTasks.java"), SOURCE);
        return new LimitedTasks(
                TaskJar.of(folder.resolve("sources"), folder), Files.createFile(folder.resolve("diary")));
    }

    /** For {@code --task-jars}. */
    public String jar() {
        return jar.toString();
    }

    Signature task(String name, String queue, String key, Duration time) {
        return Signature.of(name)
                .keyword("file", file.toString())
                .keyword("key", key)
                .keyword("millis", time.toMillis())
                .with(TaskOptions.NONE.withRouting(new Routing(new QueueName(queue), null)));
    }

    /** A schedule that has something noted every second. */
    String everySecond(String queue, String key) {
        return """
                {"task": "diary.warm", "kwargs": {"file": "%s", "key": "%s", "millis": 1}, "every": "PT1S",
                 "options": {"queue": "%s"}}""".formatted(file, key, queue);
    }

    /** What was noted until now. */
    void forget() throws IOException {
        Files.writeString(file, "");
    }

    /** In the order in which they started. */
    List<Run> runs() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .map(parts -> new Run(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
                .sorted(Comparator.comparingLong(Run::start))
                .toList();
    }
}
