package io.apium.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.worker.UnsettledDelivery;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.Samples;
import io.apium.worker.handler.StopReason;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AttemptTest {

    private static final TaskMessage MESSAGE = Samples.message(Signature.of("t"));

    private final Attempt attempt = new Attempt(MESSAGE, new UnsettledDelivery(MESSAGE, false));

    @Test
    void one_claim_wins() {
        assertThat(attempt.claim()).isTrue();
        assertThat(attempt.claim()).isFalse();
        assertThat(attempt.isWaiting()).isFalse();
    }

    @Test
    void it_is_a_repeat_when_one_of_its_deliveries_is() {
        assertThat(attempt.isRepeat()).isFalse();

        attempt.adopt(new UnsettledDelivery(MESSAGE, true));

        assertThat(attempt.isRepeat()).isTrue();
        assertThat(attempt.deliveries()).hasSize(2);
    }

    @Test
    void what_does_not_run_cannot_be_stopped() {
        attempt.stop(StopReason.REVOKED);
        attempt.begin(Samples.context(Signature.of("t")));

        assertThat(attempt.finish()).isNull();
    }

    @Test
    void a_worker_that_ends_has_the_last_word() {
        AttemptContext context = Samples.context(Signature.of("t"));
        attempt.begin(context);

        attempt.stop(StopReason.WORKER_STOPPED);
        attempt.stop(StopReason.REVOKED);

        assertThat(context.cancelled()).isTrue();
        assertThat(attempt.finish()).isEqualTo(StopReason.WORKER_STOPPED);
    }

    @Test
    void no_interrupt_outlives_its_attempt() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            Attempt raced = new Attempt(MESSAGE, new UnsettledDelivery(MESSAGE, false));
            Semaphore go = new Semaphore(0);
            raced.begin(Samples.context(Signature.of("t")));
            Thread stopper = Thread.ofVirtual().start(() -> {
                go.acquireUninterruptibly();
                raced.stop(StopReason.REVOKED);
            });

            go.release();
            raced.finish();
            boolean before = Thread.currentThread().isInterrupted();
            stopper.join();

            assertThat(before || Thread.interrupted()).as("round %s", i).isFalse();
        }
    }

    @Test
    void a_weaker_reason_changes_nothing() {
        attempt.begin(Samples.context(Signature.of("t")));

        assertThat(attempt.stop(StopReason.HARD_LIMIT)).isTrue();
        assertThat(attempt.stop(StopReason.SOFT_LIMIT)).isFalse();
        assertThat(attempt.stop(StopReason.REVOKED)).isFalse();

        assertThat(attempt.finish()).isEqualTo(StopReason.HARD_LIMIT);
        assertThat(attempt.stop(StopReason.STUCK)).as("it has left its slot").isFalse();
    }

    @Test
    void of_a_limit_and_a_handler_that_end_together_one_ends_the_attempt() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            Attempt raced = new Attempt(MESSAGE, new UnsettledDelivery(MESSAGE, false));
            CountDownLatch go = new CountDownLatch(2);
            AtomicBoolean ended = new AtomicBoolean();
            raced.begin(Samples.context(Signature.of("t")));
            Thread limit = Thread.ofPlatform().start(() -> {
                go.countDown();
                ended.set(raced.stop(StopReason.HARD_LIMIT));
            });

            go.countDown();
            StopReason found = raced.finish();
            limit.join();

            assertThat(found == StopReason.HARD_LIMIT).as("round %s", i).isEqualTo(ended.get());
        }
    }
}
