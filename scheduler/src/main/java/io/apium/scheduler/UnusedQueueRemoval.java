package io.apium.scheduler;

import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.CreatedQueues;
import io.apium.store.StoreUnavailableException;
import io.apium.task.QueueName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has queues deleted, once an hour, that were made for a message and that nobody uses any more. */
final class UnusedQueueRemoval implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UnusedQueueRemoval.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final CreatedQueues queues;
    private final InstantSource clock;
    private @Nullable ScheduledThreadPoolExecutor looks;

    UnusedQueueRemoval(CreatedQueues queues, InstantSource clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("apium-queue-removal").factory());
        var _ = started.scheduleWithFixedDelay(this::look, FIRST.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
        looks = started;
    }

    /** Whatever is thrown, there is a next look. */
    void look() {
        try {
            List<QueueName> gone = queues.deleteUnused(clock.instant());
            if (!gone.isEmpty()) {
                log.info("unused queues deleted: count={} queues={}", gone.size(), gone);
            }
        } catch (BrokerUnavailableException | StoreUnavailableException away) {
            log.info("unused queues are looked for in an hour again: {}", away.getMessage());
        } catch (RuntimeException | Error unforeseen) {
            log.error("looking for unused queues failed; next look in {}", BETWEEN, unforeseen);
        }
    }

    @Override
    public synchronized void stop() {
        if (looks != null) {
            looks.shutdownNow();
            looks = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looks != null;
    }
}
