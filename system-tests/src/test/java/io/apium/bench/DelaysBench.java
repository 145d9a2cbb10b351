package io.apium.bench;

import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskOptions;
import io.apium.client.TaskPublisher;
import io.apium.process.TestProcess;
import io.apium.standalone.Apium;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./apium bench delays}: many tasks fall due over a minute. One of two schedulers is paused for ten seconds, and
 * later the other is killed.
 */
@Command(
        name = "delays",
        mixinStandardHelpOptions = true,
        description = "Delayed tasks, two schedulers, one paused for a while and the other killed.")
final class DelaysBench implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WINDOW = 2_000;
    private static final int WARM_UP = 10_000;

    @Option(names = "--tasks", defaultValue = "100000", description = "how many (default ${DEFAULT-VALUE})")
    private int tasks;

    @Option(names = "--seconds", defaultValue = "60", description = "over how long (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--calm", description = "leaves the schedulers alone")
    private boolean calm;

    @EnableAutoConfiguration
    static class Worker {

        @Bean
        StartDelays lateness() {
            return new StartDelays();
        }
    }

    @Override
    public Integer call() throws Exception {
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started();
                TestProcess first = scheduler("first", rabbit, redis);
                TestProcess second = scheduler("second", rabbit, redis);
                ConfigurableApplicationContext worker = worker(rabbit, redis)) {
            first.awaitLine("scheduler started");
            second.awaitLine("scheduler started");
            StartDelays startDelays = worker.getBean(StartDelays.class);
            TaskPublisher publisher = worker.getBean(TaskPublisher.class);
            // until the JVMs have compiled what matters
            send(publisher, WARM_UP, Instant.now().plusSeconds(1), 5);
            awaitCount(startDelays, WARM_UP);
            startDelays.forget();
            // far enough off that all are written before the first is due
            Instant start = Instant.now().plusSeconds(5 + tasks / 4_000);
            long sending = System.nanoTime();
            send(publisher, tasks, start, seconds);
            System.out.printf(
                    "%d tasks were written to the ledger in %.1f s; they fall due over %d s%n",
                    tasks, (System.nanoTime() - sending) / 1e9, seconds);
            error(start, first, second);
            awaitUntil(start.plusSeconds(seconds));
            awaitCount(startDelays, tasks);
            int status = report(startDelays);
            if (status != 0) {
                System.out.println(first.output() + "\n" + second.output());
            }
            return status;
        }
    }

    private static void awaitCount(StartDelays startDelays, int tasks) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (startDelays.count() < tasks && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void send(TaskPublisher publisher, int tasks, Instant start, int seconds)
            throws InterruptedException {
        Semaphore window = new Semaphore(WINDOW);
        for (int i = 0; i < tasks; i++) {
            Instant due = start.plusMillis(1_000L * seconds * i / tasks);
            TaskOptions options =
                    TaskOptions.NONE.withTiming(TaskOptions.NONE.timing().withEta(new RelativeTime.At(due)));
            Signature task = Signature.of("bench.late", due.toEpochMilli()).with(options);
            window.acquire();
            var _ = publisher
                    .send(Submission.of(task, SubmissionContext.client(Instant.now())))
                    .whenComplete((_, failure) -> {
                        window.release();
                        if (failure != null) {
                            System.out.println("a task could not be sent: " + failure);
                        }
                    });
        }
        window.acquire(WINDOW);
    }

    private void error(Instant start, TestProcess first, TestProcess second) throws Exception {
        if (calm) {
            return;
        }
        awaitUntil(start.plusSeconds(seconds / 6));
        second.pause();
        awaitUntil(start.plusSeconds(seconds / 6 + 10));
        second.resume();
        awaitUntil(start.plusSeconds(seconds / 2));
        first.kill();
    }

    private static void awaitUntil(Instant moment) throws InterruptedException {
        long millis = Duration.between(Instant.now(), moment).toMillis();
        if (millis > 0) {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }

    private int report(StartDelays startDelays) {
        int lost = tasks - startDelays.count();
        System.out.printf(
                "%d tasks over %d s, %s:%n  lost %d, run more than once %d, run early %d%n"
                        + "  late by: median %d ms, p90 %d ms, p99 %d ms, p99.9 %d ms, most %d ms%n",
                tasks,
                seconds,
                calm ? "two schedulers left alone" : "one scheduler paused for 10 s, the other killed halfway",
                lost,
                startDelays.moreThanOnce(),
                startDelays.early(),
                startDelays.percentileMillis(0.5),
                startDelays.percentileMillis(0.9),
                startDelays.percentileMillis(0.99),
                startDelays.percentileMillis(0.999),
                startDelays.percentileMillis(1));
        return lost == 0 && startDelays.moreThanOnce() == 0 && startDelays.early() == 0 ? 0 : 1;
    }

    private static TestProcess scheduler(String name, TestServer rabbit, TestServer redis) {
        return TestProcess.java(
                name,
                System.getProperty("java.class.path"),
                Apium.class.getName(),
                List.of("scheduler", "--port", "0"),
                Map.of("APIUM_BROKER_URL", rabbit.url(), "APIUM_REDIS_URL", redis.url()));
    }

    private static ConfigurableApplicationContext worker(TestServer rabbit, TestServer redis) {
        return new SpringApplicationBuilder(Worker.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "apium.scheduler.enabled",
                        "false",
                        "apium.worker.prefetch",
                        "500",
                        "apium.broker.url",
                        rabbit.url(),
                        "apium.redis.url",
                        redis.url()))
                .run();
    }
}
