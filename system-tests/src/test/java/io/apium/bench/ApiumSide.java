package io.apium.bench;

import io.apium.adapter.celery.MessageWriter;
import io.apium.broker.Broker;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.client.TaskClient;
import io.apium.process.TestProcess;
import io.apium.standalone.Apium;
import io.apium.system.ClientContext;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import redis.clients.jedis.RedisClient;

/** A client in this process and one worker in another. */
final class ApiumSide implements AutoCloseable {

    /** As many publishes under way as PerfTest is allowed. */
    private static final int WINDOW = 1_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final IntFunction<Signature> task;
    private final TestProcess worker;
    private final ConfigurableApplicationContext context;
    private final TaskClient client;
    private final Broker broker;
    private final StoredResults results;

    /**
     * With a worker of two threads.
     *
     * @param more options of the worker
     */
    ApiumSide(String brokerUrl, String resultUrl, String... more) throws Exception {
        this(
                brokerUrl,
                resultUrl,
                "celery",
                TestProcess.java(
                        "worker",
                        System.getProperty("java.class.path"),
                        Apium.class.getName(),
                        Stream.concat(Stream.of("worker", "--concurrency", "2"), Stream.of(more))
                                .toList(),
                        Map.of("APIUM_BROKER_URL", brokerUrl, "APIUM_REDIS_URL", resultUrl)));
    }

    /** @param worker takes from the queue, soon; it ends with this */
    ApiumSide(String brokerUrl, String resultUrl, String queue, TestProcess worker) throws Exception {
        this(brokerUrl, resultUrl, new QueueName(queue), worker, number -> Signature.of("math.add", number, number));
    }

    /** @param task what is sent there, each time with another number */
    ApiumSide(String brokerUrl, String resultUrl, QueueName queue, TestProcess worker, IntFunction<Signature> task)
            throws Exception {
        this.task =
                number -> task.apply(number).with(TaskOptions.NONE.withRouting(new TaskOptions.Routing(queue, null)));
        this.worker = worker;
        worker.awaitLine("worker ready: ");
        context = ClientContext.on(brokerUrl, resultUrl);
        client = context.getBean(TaskClient.class);
        broker = context.getBean(Broker.class);
        results = new StoredResults(RedisClient.create(URI.create(resultUrl)));
    }

    /** That of this process. */
    TaskClient client() {
        return client;
    }

    /** Body and headers of one task's message, near enough. */
    int messageBytes() {
        MessageWriter.Written written = new MessageWriter("gen1@bench").write(message(1), Instant.EPOCH);
        int headers = written.properties().getHeaders().entrySet().stream()
                .mapToInt(header -> header.getKey().length()
                        + 5
                        + String.valueOf(header.getValue()).length())
                .sum();
        return written.body().length + headers;
    }

    private TaskMessage message(int number) {
        return Submission.of(task.apply(number), SubmissionContext.client(Instant.EPOCH))
                .messages()
                .getFirst();
    }

    /** Tasks a second, from the first publish to the last result. */
    double throughput(int tasks) throws Exception {
        Semaphore window = new Semaphore(WINDOW);
        List<TaskId> ids = new ArrayList<>(tasks);
        List<CompletableFuture<Void>> confirms = new ArrayList<>(tasks);
        long start = System.nanoTime();
        for (int i = 0; i < tasks; i++) {
            TaskMessage message = message(i);
            ids.add(message.id());
            window.acquire();
            confirms.add(broker.publish(message).whenComplete((_, _) -> window.release()));
        }
        CompletableFuture.allOf(confirms.toArray(CompletableFuture<?>[]::new)).get();
        results.awaitAll(ids, PATIENCE);
        return tasks / ((System.nanoTime() - start) / 1e9);
    }

    double roundTripMillis(int calls) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            result(task.apply(i));
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return BenchReport.median(millis);
    }

    double chordSeconds(int parts) throws Exception {
        List<Canvas> header = Stream.iterate(0, i -> i + 1)
                .limit(parts)
                .<Canvas>map(task::apply)
                .toList();
        long start = System.nanoTime();
        String sum = result(new Chord(header, Signature.of("math.sum"), TaskOptions.NONE));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!sum.equals(Integer.toString(parts * (parts - 1)))) {
            throw new IllegalStateException("the chord's sum is wrong: " + sum);
        }
        return seconds;
    }

    private String result(Canvas canvas) throws Exception {
        TaskRecord.Ended ended = client.call(canvas, PATIENCE).orElseThrow();
        if (ended instanceof TaskRecord.Succeeded succeeded) {
            return succeeded.result().json();
        }
        throw new IllegalStateException("the task failed: " + ended);
    }

    @Override
    public void close() {
        context.close();
        worker.close();
    }
}
