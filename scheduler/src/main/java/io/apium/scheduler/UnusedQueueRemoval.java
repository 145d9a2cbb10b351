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

/** Deletes, once an hour, queues that were declared for a message and are not used any more. */
final class UnusedQueueRemoval implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UnusedQueueRemoval.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final CreatedQueues queues;
    private final InstantSource clock;
    private @Nullable ScheduledThreadPoolExecutor executor;

    UnusedQueueRemoval(CreatedQueues queues, InstantSource clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("apium-queues").factory());
        var _ = started.scheduleWithFixedDelay(
                this::deleteUnused, FIRST.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
        executor = started;
    }

    /** Catches every exception: the executor would stop the repetition after one. */
    void deleteUnused() {
        try {
            List<QueueName> deleted = queues.deleteUnused(clock.instant());
            if (!deleted.isEmpty()) {
                log.info("unused queues deleted: count={} queues={}", deleted.size(), deleted);
            }
        } catch (BrokerUnavailableException | StoreUnavailableException away) {
            log.info("unused queues not deleted: pause={} reason={}", INTERVAL, away.getMessage());
        } catch (RuntimeException | Error unforeseen) {
            log.error("unused queues not deleted: pause={}", INTERVAL, unforeseen);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
