package io.apium.standalone;

import io.apium.client.TaskClient;
import io.apium.standalone.demo.DemoReport;
import io.apium.standalone.demo.DemoWorkers;
import io.apium.standalone.demo.PoolKind;
import io.apium.standalone.demo.SpeedupDemo;
import io.apium.standalone.embedded.EmbeddedServers;
import io.apium.store.ResultStore;
import io.apium.worker.boot.WorkerApplication;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        description = "Count the words of a folder of texts through the queue, then measure the speedup of each pool.",
        subcommands = GpuDemoCommand.class,
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A folder of UTF-8 text files. Default: the licences of the JDK.")
    private @Nullable Path folder;

    @Option(
            names = "--json",
            description = "Print the results as one JSON document, and all other output on standard error.")
    private boolean json;

    @Option(
            names = "--quick",
            description = "Run a hundredth of the work once. It shows that the demo works; its times have no meaning.")
    private boolean quick;

    @Override
    public Integer call() throws InterruptedException {
        SpeedupDemo speedupDemo = SpeedupDemo.of(folder == null ? SpeedupDemo.textsOfTheJdk() : folder, quick);
        int slots = Runtime.getRuntime().availableProcessors();
        try (EmbeddedServers servers = EmbeddedServers.start(null)) {
            DemoReport report =
                    speedupDemo.run((kind, each) -> worker(servers, kind, each), slots, json ? System.err : System.out);
            if (json) {
                System.out.println(report.json());
            }
            return report.wordCount().agree() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static DemoWorkers.Worker worker(EmbeddedServers servers, PoolKind kind, int slots) {
        return new RunningWorker(RunningApplication.of(WorkerApplication.class)
                .with(servers.properties())
                .with("spring.main.web-application-type", "none")
                .with("apium.scheduler.enabled", false)
                .with("apium.gpu.enabled", false)
                .with("apium.worker.pool", kind.word())
                .with("apium.worker.concurrency", slots)
                // the demo does not show when its workers start and stop
                .with("logging.level.io.apium", "WARN")
                .start());
    }

    private record RunningWorker(RunningApplication runningApplication) implements DemoWorkers.Worker {

        @Override
        public TaskClient client() {
            return runningApplication.part(TaskClient.class);
        }

        @Override
        public ResultStore results() {
            return runningApplication.part(ResultStore.class);
        }

        @Override
        public void close() {
            runningApplication.close();
        }
    }
}
