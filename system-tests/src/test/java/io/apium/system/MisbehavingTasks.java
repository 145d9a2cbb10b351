package io.apium.system;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.process.TestProcess;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tasks under {@code containment}, which note what they do in files, for one ground. */
final class MisbehavingTasks {

    private static final Path SOURCES = Path.of("src/test/resources/containment/sources");

    private final Path jar;
    private final Path notes;
    private final HandlerKind handlerKind;
    private final String queue;

    private MisbehavingTasks(Path jar, Path notes, HandlerKind handlerKind, String queue) {
        this.jar = jar;
        this.notes = notes;
        this.handlerKind = handlerKind;
        this.queue = queue;
    }

    static MisbehavingTasks on(HandlerKind handlerKind, String queue, Path folder) throws IOException {
        Path notes = Files.createDirectories(folder.resolve("notes"));
        Files.createFile(notes.resolve("runs"));
        Files.createFile(notes.resolve("grandchildren"));
        return new MisbehavingTasks(TaskJar.of(SOURCES, folder), notes.toAbsolutePath(), handlerKind, queue);
    }

    /** For {@code --task-jars}. */
    String jar() {
        return jar.toString();
    }

    Signature quick() {
        return Signature.of("containment.quick", notes.toString()).with(options(null));
    }

    Signature task(Misbehaviour misbehaviour) {
        return Signature.of(handlerKind.task, misbehaviour.name().toLowerCase(Locale.ROOT), notes.toString())
                .with(options(misbehaviour.timeLimit()));
    }

    /** One of two that end when both are running. */
    Signature meeting(String where) {
        return Signature.of(handlerKind.task, where, notes.toString()).with(options(null));
    }

    private TaskOptions options(@Nullable Duration limit) {
        return TaskOptions.NONE
                .withRouting(new Routing(new QueueName(queue), null))
                .withTiming(new Timing(null, null, limit, null));
    }

    /** How often each task was started. */
    Map<TaskId, Long> starts() throws IOException {
        return Files.readAllLines(notes.resolve("runs")).stream()
                .map(TaskId::new)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Those that were left behind and still live. */
    List<ProcessHandle> grandchildren() throws IOException {
        return Files.readAllLines(notes.resolve("grandchildren")).stream()
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(TestProcess::runs)
                .toList();
    }
}
