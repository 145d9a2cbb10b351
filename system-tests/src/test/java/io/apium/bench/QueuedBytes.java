package io.apium.bench;

import io.apium.broker.Broker;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.system.ClientContext;
import io.apium.task.QueueName;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;

/** How many bytes a RabbitMQ of its own takes for each message that waits, in memory and on its disk. */
final class QueuedBytes {

    /** Before those that count: what the broker takes for itself it has by then. */
    private static final int WARM_UP = 5_000;

    private static final int WINDOW = 1_000;

    /** The broker tidies up after a burst. */
    private static final int SETTLE_SECONDS = 5;

    private final String type;
    private final BenchReport report;

    /** @param type classic or quorum */
    QueuedBytes(String type, BenchReport report) {
        this.type = type;
        this.report = report;
    }

    void measure(int messages) throws Exception {
        try (TestServer rabbit = RabbitServer.started();
                ConfigurableApplicationContext context =
                        ClientContext.with(Map.of("apium.broker.url", rabbit.url(), "apium.broker.queue-type", type))) {
            Broker broker = context.getBean(Broker.class);
            ProcessMemory server = ProcessMemory.named("beam.smp");
            publish(broker, WARM_UP);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            long memory = server.bytes();
            long disk = server.diskBytes("RABBITMQ_MNESIA_BASE");
            publish(broker, messages);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            report.add(type + " queue, memory, bytes a message", (server.bytes() - memory) / (double) messages);
            report.add(
                    type + " queue, disk, bytes a message",
                    (server.diskBytes("RABBITMQ_MNESIA_BASE") - disk) / (double) messages);
        }
    }

    private static void publish(Broker broker, int messages) throws Exception {
        Semaphore window = new Semaphore(WINDOW);
        List<CompletableFuture<Void>> confirms = new ArrayList<>(messages);
        Signature task = Signature.of("math.add", 2, 3)
                .with(TaskOptions.NONE.withRouting(new TaskOptions.Routing(new QueueName("waiting"), null)));
        for (int i = 0; i < messages; i++) {
            TaskMessage message = Submission.of(task, SubmissionContext.client(Instant.EPOCH))
                    .messages()
                    .getFirst();
            window.acquire();
            confirms.add(broker.publish(message).whenComplete((_, _) -> window.release()));
        }
        CompletableFuture.allOf(confirms.toArray(CompletableFuture<?>[]::new)).get();
    }
}
