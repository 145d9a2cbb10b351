package io.apium.standalone;

import io.apium.scheduler.SchedulerApplication;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Several may run side by side; each wants a port of its own where they share a machine. */
@Command(
        name = "scheduler",
        description = {
            "Wake what waits, on real servers: delays, retries, schedules.",
            "APIUM_BROKER_URL (default: amqp://guest:guest@localhost:5672) and"
                    + " APIUM_RESULT_URL (default: redis://localhost:6379/0) say which."
        },
        mixinStandardHelpOptions = true)
final class SchedulerCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Where to tell about itself: /livez, /readyz, /metrics; 0 takes a free port." + " Default: 8081.")
    private @Nullable Integer port;

    @Override
    public Integer call() {
        RunningApplication runningApplication = RunningApplication.of(SchedulerApplication.class)
                .with("apium.status.port", port)
                .with("apium.scheduler.enabled", true)
                .with("apium.worker.enabled", false)
                .start();
        System.out.println("Apium's scheduler is up, and tells about itself on port " + runningApplication.port());
        return GracefulShutdown.awaited(runningApplication);
    }
}
