package io.apium.standalone;

import io.apium.client.TaskClient;
import io.apium.standalone.demo.Demo;
import io.apium.standalone.embedded.EmbeddedServers;
import io.apium.store.ResultStore;
import io.apium.worker.WorkerApplication;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        description = "Count the words of a folder of texts through the queue, then measure what a pool is worth.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A folder of texts. Default: the licences that come with the JDK.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws InterruptedException {
        Demo demo = Demo.of(folder == null ? Demo.textsOfTheJdk() : folder);
        int slots = Runtime.getRuntime().availableProcessors();
        try (EmbeddedServers servers = EmbeddedServers.start(null);
                Service worker = Service.of(WorkerApplication.class)
                        .with(servers.properties())
                        .with("spring.main.web-application-type", "none")
                        .with("apium.scheduler.enabled", false)
                        .with("apium.worker.pool", "threads")
                        .with("apium.worker.concurrency", slots)
                        .start()) {
            boolean agreed = demo.run(worker.part(TaskClient.class), worker.part(ResultStore.class), slots, System.out);
            return agreed ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
