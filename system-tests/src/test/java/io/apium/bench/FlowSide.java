package io.apium.bench;

import io.apium.client.FlowClient;
import io.apium.flow.plan.Plan;
import io.apium.process.TestProcess;
import io.apium.standalone.Apium;
import io.apium.system.ClientContext;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.context.ConfigurableApplicationContext;

/** A scheduler with little memory and a few workers of one slot each, in processes of their own, and a client. */
final class FlowSide implements AutoCloseable {

    /** What a collection of the scheduler's garbage was made from, and what it left. */
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final TestProcess scheduler;
    private final List<TestProcess> workers;
    private final ConfigurableApplicationContext context;

    FlowSide(String brokerUrl, String resultUrl, int workers, int heapMebibytes) throws Exception {
        Map<String, String> servers = Map.of("APIUM_BROKER_URL", brokerUrl, "APIUM_REDIS_URL", resultUrl);
        this.scheduler = TestProcess.of(
                "scheduler",
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx" + heapMebibytes + "m",
                        "-Xlog:gc",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Apium.class.getName(),
                        "scheduler",
                        "--port",
                        "0"),
                servers);
        // one after another: JVMs that start together start slowly
        scheduler.awaitLine("scheduler started");
        this.workers = IntStream.rangeClosed(1, workers)
                .mapToObj(i -> TestProcess.java(
                        "worker " + i,
                        System.getProperty("java.class.path"),
                        Apium.class.getName(),
                        List.of("worker", "--concurrency", "1", "--name", "bench-" + i),
                        servers))
                .toList();
        for (TestProcess worker : this.workers) {
            worker.awaitLine("worker ready: ");
        }
        this.context = ClientContext.on(brokerUrl, resultUrl);
    }

    <T> T port(Class<T> type) {
        return context.getBean(type);
    }

    /** A flow that has ended well. */
    record Ran(TaskId id, String json, double seconds) {}

    Ran run(Plan plan, Duration limit) throws Exception {
        FlowClient flows = port(FlowClient.class);
        long start = System.nanoTime();
        TaskId id = flows.start(plan);
        TaskRecord.Ended ended = flows.await(id, limit)
                .orElseThrow(() -> new IllegalStateException("the flow did not end within " + limit + ": "
                        + flows.find(id)
                                .map(flow -> flow.nodeStates().toString())
                                .orElse("it is gone")));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (ended instanceof TaskRecord.Succeeded succeeded) {
            return new Ran(id, succeeded.result().json(), seconds);
        }
        throw new IllegalStateException("the flow failed: " + ended);
    }

    /** @return what the scheduler's heap held when it was collected, the most, in MiB: with garbage, and without */
    long[] heapMebibytes() {
        long[] most = new long[2];
        for (String line : new ArrayList<>(scheduler.lines())) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                most[0] = Math.max(most[0], Long.parseLong(collection.group(1)));
                most[1] = Math.max(most[1], Long.parseLong(collection.group(2)));
            }
        }
        return most;
    }

    boolean isSchedulerAlive() {
        return scheduler.isAlive();
    }

    @Override
    public void close() {
        context.close();
        workers.forEach(TestProcess::close);
        scheduler.close();
    }
}
