package io.apium.adapter.rabbit;

import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.health.VitalThreads;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;

/**
 * Keeps one channel open: a virtual thread opens it, waits until it is lost, and opens the next one. The pause between two
 * channels grows while the broker is away or closes channels within seconds ({@link ReopenPause}). An outage is logged once.
 */
final class ReconnectLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ReconnectLoop.class);

    private final VitalThreads vital;
    private final Supplier<String> subject;
    private final Session session;
    private final ReopenPause pause = new ReopenPause();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile String problem = "the channel is being opened";
    private boolean outageLogged;

    /** What the loop repeats. */
    @FunctionalInterface
    interface Session {

        /** Opens a channel, returns when it is lost or the loop was stopped, and says how long it was open. */
        Duration run() throws IOException, InterruptedException;
    }

    /** @param subject what the log calls the channel, such as "consumer of [celery]" */
    ReconnectLoop(VitalThreads vital, Supplier<String> subject, Session session) {
        this.vital = vital;
        this.subject = subject;
        this.session = session;
    }

    void start(String threadName) {
        thread = vital.start(Thread.ofVirtual().name(threadName), this::repeat);
    }

    private void repeat() {
        try {
            while (!isStopped()) {
                Duration wait = runSession();
                if (wait.isPositive()) {
                    boolean _ = stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait before the next channel is opened. */
    private Duration runSession() throws InterruptedException {
        try {
            Duration wait = pause.afterLoss(session.run());
            record(wait.isPositive(), "each channel is lost within seconds");
            return wait;
        } catch (BrokerUnavailableException
                | MessageRejectedException
                | AmqpException
                | IOException
                | ShutdownSignalException away) {
            record(true, RabbitConnections.reason(away));
            return pause.afterFailure();
        } catch (RuntimeException | Error unforeseen) {
            LOG.error("{} failed and is opened again", subject.get(), unforeseen);
            problem = String.valueOf(unforeseen);
            return pause.afterFailure();
        }
    }

    private void record(boolean outage, String reason) {
        problem = reason;
        if (outage && !outageLogged && !isStopped()) {
            LOG.warn("{} cannot be opened, retrying: reason={}", subject.get(), reason);
        }
        outageLogged = outage;
    }

    /** Why there was no channel the last time that one was opened or lost. */
    String problem() {
        return problem;
    }

    /** Whether a channel of this age is likely to stay open. */
    boolean trusts(Duration age) {
        return pause.trusts(age);
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Opens no more channels; the session that runs must be ended by its owner. */
    void stop() {
        Thread running = thread;
        if (running != null) {
            vital.release(running);
        }
        stopped.countDown();
    }

    /** Interrupts the session. */
    void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Waits until the thread has ended. */
    void join(Duration limit) throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            boolean _ = running.join(limit);
        }
    }
}
