package io.apium.standalone;

import io.apium.api.ApiApplication;
import io.apium.standalone.embedded.EmbeddedServers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Run everything in one process, with a broker and a store of its own, on loopback.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private HttpPort http = new HttpPort();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep tasks and results in DIR over restarts. Without it nothing is left behind.")
    private @Nullable Path data;

    @Override
    public Integer call() {
        EmbeddedServers servers = EmbeddedServers.start(data);
        try {
            RunningApplication runningApplication = RunningApplication.of(ApiApplication.class)
                    .with(servers.properties())
                    .with("apium.api.port", http.port)
                    .with("apium.api.address", "127.0.0.1")
                    .start();
            String url = "http://127.0.0.1:" + runningApplication.port();
            System.out.printf(
                    "Apium is up at %s, try: curl -H 'Content-Type: application/json'"
                            + " -d '{\"task\":\"math.add\",\"args\":[2,3]}' %s/v1/tasks%n",
                    url, url);
            return GracefulShutdown.awaited(runningApplication::end, servers);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }
}
