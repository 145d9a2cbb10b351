package io.apium.bench;

import io.apium.flow.plan.Plans;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./apium bench flows}: the squares of a million numbers, added up by two workers of one slot each, and what that
 * costs the scheduler, Redis and RabbitMQ; beside it the largest chord that Celery completes on the same machine. And the
 * words of a large text, with what the report says of them.
 */
@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        description = "A map of a million items and what it takes, beside Celery's largest chord; words beside sort.")
final class FlowsBench implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration CELERY_PATIENCE = Duration.ofSeconds(60);
    private static final int REPORT_MEGABYTES = 30;
    private static final List<Integer> CELERY_SIZES = List.of(1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000);

    @Option(names = "--items", defaultValue = "1000000", description = "numbers (default ${DEFAULT-VALUE})")
    private long items;

    @Option(names = "--chunk", description = "items in one message (default: by how long they take)")
    private @Nullable Integer chunk;

    @Option(names = "--window", defaultValue = "64", description = "parts in flight (default ${DEFAULT-VALUE})")
    private int window;

    @Option(names = "--heap", defaultValue = "256", description = "the scheduler's, MiB (default ${DEFAULT-VALUE})")
    private int heap;

    @Option(names = "--no-celery", description = "leaves Celery out, also where it is installed")
    private boolean withoutCelery;

    @Option(names = "--words", description = "only counts the words of a large text")
    private boolean onlyWords;

    @Option(names = "--report", description = "only reports on the same with one slot and with two")
    private boolean onlyReport;

    @Option(
            names = "--megabytes",
            defaultValue = "200",
            description =
                    "of that text (default ${DEFAULT-VALUE}); the report's is of " + REPORT_MEGABYTES + " at most")
    private int megabytes;

    @Override
    public Integer call() throws Exception {
        boolean isWhole = !onlyWords && !onlyReport;
        boolean isRight = true;
        if (isWhole) {
            isRight = map();
            celery();
        }
        if (isWhole || onlyWords) {
            isRight &= words();
        }
        if (isWhole || onlyReport) {
            report();
        }
        return isRight ? 0 : 1;
    }

    private boolean map() throws Exception {
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started();
                FlowSide flows = new FlowSide(rabbit.url(), redis.url(), 2, heap)) {
            // until the JVMs have compiled what matters, and the queue is there
            squares(flows, 20_000, 100);
            try (PeakUsage peakUsage = new PeakUsage(rabbit.url(), redis.url(), "celery")) {
                boolean isRight = squares(flows, items, chunk);
                long[] most = flows.heapMebibytes();
                System.out.printf(
                        "  at most: scheduler's heap %d MiB with garbage, %d MiB without, of %d; Redis %.1f MiB more than"
                                + " before; %d messages ready%n",
                        most[0], most[1], heap, peakUsage.redisMebibytes(), peakUsage.messages());
                return isRight;
            }
        }
    }

    /** @return whether the sum is the formula's */
    private boolean squares(FlowSide flows, long count, @Nullable Integer each) throws Exception {
        Plans.Mapped map = Plans.map("math.square")
                .over(Plans.range(0, count))
                .window(window)
                .reduce("math.sum");
        FlowSide.Ran ran = flows.run((each == null ? map : map.chunk(each)).plan(), PATIENCE);
        BigInteger n = BigInteger.valueOf(count);
        BigInteger one = BigInteger.ONE;
        BigInteger expected =
                n.subtract(one).multiply(n).multiply(n.add(n).subtract(one)).divide(BigInteger.valueOf(6));
        boolean isRight = ran.json().equals(expected.toString());
        System.out.printf(
                "squares of %,d numbers, chunk %s, window %d: %.1f s, %,.0f items/s, the sum %s%n",
                count,
                each == null ? "automatic" : each.toString(),
                window,
                ran.seconds(),
                count / ran.seconds(),
                isRight ? "is right" : ran.json() + " is not " + expected);
        return isRight;
    }

    private boolean words() throws Exception {
        Path folder = Files.createTempDirectory("apium-words");
        try (DebianText text = DebianText.of(folder, megabytes);
                TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started();
                FlowSide flows = new FlowSide(rabbit.url(), redis.url(), 2, heap)) {
            return new WordCountBench(text, folder).run(flows);
        } finally {
            // what is in it is deleted by those that made it
            Files.deleteIfExists(folder);
        }
    }

    private void report() throws Exception {
        Path folder = Files.createTempDirectory("apium-words");
        try (DebianText text = DebianText.of(folder, Math.min(megabytes, REPORT_MEGABYTES));
                TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started()) {
            new FlowReportBench(rabbit, redis, heap).run(text);
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    /** The sizes grow until one is too much; what is larger is not tried then. */
    private void celery() throws Exception {
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started();
                CelerySide celery = CelerySide.of(rabbit.url(), redis.url(), withoutCelery)) {
            if (!celery.isInstalled()) {
                return;
            }
            try (PeakUsage peakUsage = new PeakUsage(rabbit.url(), redis.url(), "bench-celery")) {
                for (int parts : CELERY_SIZES) {
                    Optional<Double> seconds = celery.chordSeconds(parts, CELERY_PATIENCE);
                    System.out.printf(
                            "Celery's chord of %,d: %s; so far at most: Redis %.1f MiB more than before, %d messages"
                                    + " ready%n",
                            parts,
                            seconds.map("%.1f s"::formatted)
                                    .orElse("not within " + CELERY_PATIENCE.toSeconds() + " s, larger ones not tried"),
                            peakUsage.redisMebibytes(),
                            peakUsage.messages());
                    if (seconds.isEmpty()) {
                        return;
                    }
                }
            }
        }
    }
}
