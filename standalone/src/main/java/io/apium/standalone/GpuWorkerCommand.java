package io.apium.standalone;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A worker that has only the pool of devices. */
@Command(
        name = "gpu-worker",
        description = "Run the tasks gpu.* on OpenCL devices, or in Java if there are none, from the RabbitMQ of"
                + " APIUM_BROKER_URL and the Redis of APIUM_REDIS_URL.",
        mixinStandardHelpOptions = true)
final class GpuWorkerCommand implements Callable<Integer> {

    @Mixin
    private WorkerOptions worker = new WorkerOptions();

    @Option(
            names = "--devices",
            split = ",",
            paramLabel = "auto|none|ID",
            description = "The devices: auto for all, none for Java only, or ids such as opencl:0. Default: auto.")
    private List<String> devices = List.of();

    @Option(
            names = "--java-threads",
            paramLabel = "N",
            description = "The number of computations that run in Java at once, 1 to 1024. Default: one per processor.")
    private @Nullable Integer javaThreads;

    @Override
    public Integer call() {
        RunningApplication running = worker.plan()
                .with("apium.gpu.enabled", true)
                // without queues there is no other pool than that of the devices
                .with("apium.worker.queues", "")
                .with("apium.worker.name", worker.name() == null ? "gpu" : worker.name())
                .with("apium.gpu.devices", devices.isEmpty() ? null : String.join(",", devices))
                .with("apium.gpu.queues", worker.queues())
                .with("apium.gpu.concurrency", worker.concurrency())
                .with("apium.gpu.java-threads", javaThreads)
                .start();
        StartupLine.log("gpu-worker", running);
        return GracefulShutdown.awaited(running::end);
    }
}
