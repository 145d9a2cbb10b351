package io.apium.standalone;

import io.apium.worker.boot.WorkerApplication;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A worker that does nothing but compute on devices. */
@Command(
        name = "gpu-worker",
        description = {
            "Run the tasks gpu.* from real servers, on OpenCL devices where there are any, and else in Java.",
            "APIUM_BROKER_URL (default: amqp://guest:guest@localhost:5672) and"
                    + " APIUM_RESULT_URL (default: redis://localhost:6379/0) say which."
        },
        mixinStandardHelpOptions = true)
final class GpuWorkerCommand implements Callable<Integer> {

    @Option(
            names = "--devices",
            split = ",",
            paramLabel = "auto|none|ID",
            description = "The devices to use: all, none but Java, or those of these ids. Default: auto.")
    private List<String> devices = List.of();

    @Option(
            names = "--queues",
            split = ",",
            paramLabel = "QUEUE",
            description = "Queues to take from, beside those of what the devices can do. Default: gpu.")
    private List<String> queues = List.of();

    @Option(names = "--slots", paramLabel = "N", description = "Tasks in hand at once. Default: 256.")
    private @Nullable Integer slots;

    @Option(
            names = "--java-threads",
            paramLabel = "N",
            description = "Tasks that run in Java at once. Default: one for each processor.")
    private @Nullable Integer javaThreads;

    @Option(names = "--name", paramLabel = "NAME", description = "The name this worker is known by. Default: gpu.")
    private String name = "gpu";

    @Mixin
    private StatusPort status = new StatusPort();

    @Override
    public Integer call() {
        RunningApplication runningApplication = status.on(RunningApplication.of(WorkerApplication.class))
                .with("apium.scheduler.enabled", false)
                .with("apium.gpu.enabled", true)
                // no pool but that of the devices
                .with("apium.worker.queues", "")
                .with("apium.worker.name", name)
                .with("apium.gpu.devices", devices.isEmpty() ? null : String.join(",", devices))
                .with("apium.gpu.queues", queues.isEmpty() ? null : String.join(",", queues))
                .with("apium.gpu.slots", slots)
                .with("apium.gpu.java-threads", javaThreads)
                .start();
        status.announce(runningApplication);
        return GracefulShutdown.awaited(runningApplication::end);
    }
}
