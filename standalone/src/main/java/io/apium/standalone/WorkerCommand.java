package io.apium.standalone;

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

/**
 * A worker. An omitted option leaves its key to the environment ({@code APIUM_WORKER_QUEUES}, …) and to its default.
 */
@Command(
        name = "worker",
        description = "Run tasks from the RabbitMQ of APIUM_BROKER_URL and the Redis of APIUM_REDIS_URL.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkerOptions worker = new WorkerOptions();

    @Option(
            names = "--pool",
            paramLabel = "threads|virtual|process",
            description =
                    "The pool: threads for CPU-bound tasks, virtual for tasks that wait for I/O, process for isolated"
                            + " tasks. Default: threads.")
    private @Nullable Pool pool;

    @Option(
            names = "--autoscale",
            split = ",",
            paramLabel = "MAX,MIN",
            description = "The number of slots adapts to the load, instead of --concurrency: MIN (default: 1) to MAX.")
    private List<Integer> autoscale = List.of();

    @Option(
            names = "--prefetch",
            paramLabel = "N",
            description =
                    "The largest number of unacked messages, including running tasks. Default: adapted to the load.")
    private @Nullable Integer prefetch;

    @Option(
            names = "--task-jars",
            split = ",",
            paramLabel = "JAR",
            description = "Jars, or folders of jars, with the handlers of further tasks.")
    private List<Path> taskJars = List.of();

    @Option(
            names = "--command-files",
            split = ",",
            paramLabel = "FILE",
            description = "YAML files that declare executables as tasks.")
    private List<Path> commandFiles = List.of();

    /** The values as the user types them. */
    @SuppressWarnings("MemberName")
    private enum Pool {
        threads,
        virtual,
        process
    }

    @Override
    public Integer call() {
        if (autoscale.size() > 2 || (worker.concurrency() != null && !autoscale.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--autoscale must be MAX or MAX,MIN, and cannot be used together with --concurrency");
        }
        RunningApplication running = worker.plan()
                .with("apium.gpu.enabled", false)
                .with("apium.worker.queues", worker.queues())
                .with("apium.worker.pool", pool)
                .with("apium.worker.concurrency", autoscale.isEmpty() ? worker.concurrency() : autoscale.getFirst())
                .with("apium.worker.min-concurrency", autoscale.isEmpty() ? null : min(autoscale))
                .with("apium.worker.name", worker.name())
                .with("apium.worker.prefetch", prefetch)
                .with("apium.worker.task-jars", joined(taskJars))
                .with("apium.worker.command-files", joined(commandFiles))
                .start();
        StartupLine.log("worker", running);
        return GracefulShutdown.awaited(running::end);
    }

    /** Without MIN one slot. Celery's pools may shrink to none. */
    private static int min(List<Integer> autoscale) {
        return autoscale.size() == 1 ? 1 : autoscale.getLast();
    }

    /** Null without the option. */
    private static @Nullable String joined(List<Path> paths) {
        return paths.isEmpty() ? null : paths.stream().map(Path::toString).collect(Collectors.joining(","));
    }
}
