package io.apium.standalone;

import io.apium.worker.boot.WorkerApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An option that is not given is left to the environment ({@code APIUM_WORKER_QUEUES}, …) and the worker's defaults. */
@Command(
        name = "worker",
        description = {
            "Run tasks from real servers.",
            "APIUM_BROKER_URL (default: amqp://guest:guest@localhost:5672) and"
                    + " APIUM_RESULT_URL (default: redis://localhost:6379/0) say which."
        },
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--queues",
            split = ",",
            paramLabel = "QUEUE",
            description = "Queues to take from. Default: celery.")
    private List<String> queues = List.of();

    @Option(
            names = "--pool",
            paramLabel = "threads|virtual|process",
            description = "For tasks that compute, that wait, or that may do anything.")
    private @Nullable Pool pool;

    @Option(names = "--concurrency", paramLabel = "N", description = "Tasks at once.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--autoscale",
            split = ",",
            paramLabel = "MAX,MIN",
            description = "Tasks at once, by the load: MIN, or 1, at first, up to MAX. Instead of --concurrency.")
    private List<Integer> autoscale = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "The name this worker is known by.")
    private @Nullable String name;

    @Option(names = "--prefetch", paramLabel = "N", description = "Messages held at once, those running included.")
    private @Nullable Integer prefetch;

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "JAR",
            description = "Jars, or folders of jars, with tasks of yours.")
    private List<Path> tasks = List.of();

    @Option(
            names = "--commands",
            split = ",",
            paramLabel = "FILE",
            description = "YAML files that declare executables as tasks.")
    private List<Path> commands = List.of();

    @Mixin
    private StatusPort status = new StatusPort();

    /** Celery's words, in the case in which they are typed. */
    @SuppressWarnings("MemberName")
    private enum Pool {
        threads,
        virtual,
        process
    }

    @Override
    public Integer call() {
        if (autoscale.size() > 2 || (concurrency != null && !autoscale.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--autoscale has one or two numbers, MAX,MIN, and replaces --concurrency");
        }
        RunningApplication runningApplication = status.on(RunningApplication.of(WorkerApplication.class))
                .with("apium.scheduler.enabled", false)
                .with("apium.gpu.enabled", false)
                .with("apium.worker.queues", queues.isEmpty() ? null : String.join(",", queues))
                .with("apium.worker.pool", pool)
                .with("apium.worker.concurrency", autoscale.isEmpty() ? concurrency : autoscale.getFirst())
                .with("apium.worker.concurrency-min", autoscale.isEmpty() ? null : min(autoscale))
                .with("apium.worker.name", name)
                .with("apium.worker.prefetch", prefetch)
                .with("apium.worker.tasks", tasks.isEmpty() ? null : joined(tasks))
                .with("apium.worker.commands", commands.isEmpty() ? null : joined(commands))
                .start();
        status.announce(runningApplication);
        return GracefulShutdown.awaited(runningApplication::end);
    }

    /** As with Celery, whose pools may have none at all, the least where only the most is said. */
    private static int min(List<Integer> autoscale) {
        return autoscale.size() == 1 ? 1 : autoscale.getLast();
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(","));
    }
}
