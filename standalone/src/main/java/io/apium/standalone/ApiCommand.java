package io.apium.standalone;

import io.apium.api.ApiApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "api",
        description = {
            "Serve HTTP for tasks on real servers.",
            "APIUM_BROKER_URL (default: amqp://guest:guest@localhost:5672) and"
                    + " APIUM_RESULT_URL (default: redis://localhost:6379/0) say which."
        },
        mixinStandardHelpOptions = true)
final class ApiCommand implements Callable<Integer> {

    @Mixin
    private HttpPort http = new HttpPort();

    @Override
    public Integer call() {
        RunningApplication runningApplication = RunningApplication.of(ApiApplication.class)
                .with("apium.api.port", http.port)
                .with("apium.worker.enabled", false)
                .with("apium.scheduler.enabled", false)
                .start();
        System.out.println("Apium's HTTP is up on port " + runningApplication.port());
        return GracefulShutdown.awaited(runningApplication);
    }
}
