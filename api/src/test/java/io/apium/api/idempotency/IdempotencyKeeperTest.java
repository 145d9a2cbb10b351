package io.apium.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.api.error.ApiException;
import io.apium.api.wait.StoreTimeout;
import io.apium.store.IdempotencyStore;
import io.apium.store.StoreUnavailableException;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdempotencyKeeperTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final IdempotencyStore.Answer ANSWER = new IdempotencyStore.Answer(202, Map.of(), "{}");
    private static final IdempotencyStore.Request FIRST = new IdempotencyStore.Request("key", "a", "1");
    private static final IdempotencyStore.Request AGAIN = new IdempotencyStore.Request("key", "a", "2");

    private final MemoryStore memory = new MemoryStore(InstantSource.system());
    private final Stalling store = new Stalling(memory.idempotency());
    private final IdempotencyKeeper idempotencyKeeper =
            new IdempotencyKeeper(store, new StoreTimeout(memory.results()));

    /**
     * A store whose calls block until {@code goesOn} is counted down, or fail with {@link StoreUnavailableException} as
     * often as {@code failures} says.
     */
    private static final class Stalling implements IdempotencyStore {

        private final IdempotencyStore store;
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean stands;

        Stalling(IdempotencyStore store) {
            this.store = store;
        }

        private void pass() {
            if (stands) {
                try {
                    goesOn.await();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StoreUnavailableException("no answer in time", null);
            }
        }

        @Override
        public Claim claim(Request request, Duration lease) {
            pass();
            return store.claim(request, lease);
        }

        @Override
        public void answered(Request request, Answer answer, Duration lifetime) {
            pass();
            store.answered(request, answer, lifetime);
        }

        @Override
        public void release(Request request) {
            pass();
            store.release(request);
        }
    }

    @Test
    void a_key_that_is_taken_after_the_request_was_refused_is_given_back() {
        store.stands = true;
        assertThatThrownBy(() -> idempotencyKeeper.claim(FIRST)).isInstanceOf(ApiException.class);

        store.goesOn.countDown();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(isFree()).isTrue());
    }

    @Test
    void a_key_that_was_taken_by_a_claim_that_failed_is_given_back() {
        memory.idempotency().claim(FIRST, LEASE);
        store.failures.set(3);
        assertThatThrownBy(() -> idempotencyKeeper.claim(FIRST)).isInstanceOf(ApiException.class);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(isFree()).isTrue());
    }

    @Test
    void a_key_of_another_arrival_is_not_given_back() {
        memory.idempotency().claim(AGAIN, LEASE);
        store.failures.set(1);
        assertThatThrownBy(() -> idempotencyKeeper.claim(FIRST)).isInstanceOf(ApiException.class);

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(memory.idempotency().claim(FIRST, LEASE))
                        .isEqualTo(new IdempotencyStore.Claim.Running()));
    }

    @Test
    void a_release_and_an_answer_that_fail_are_written_later() throws InterruptedException {
        memory.idempotency().claim(FIRST, LEASE);
        store.failures.set(2);
        idempotencyKeeper.settle(FIRST, null, System.nanoTime());
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(isFree()).isTrue());

        memory.idempotency().claim(FIRST, LEASE);
        store.failures.set(2);
        idempotencyKeeper.settle(FIRST, ANSWER, System.nanoTime());
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> memory.idempotency().claim(AGAIN, LEASE),
                        new IdempotencyStore.Claim.Replay(ANSWER)::equals);
    }

    private boolean isFree() {
        boolean isFree = memory.idempotency().claim(AGAIN, LEASE).equals(new IdempotencyStore.Claim.Fresh());
        if (isFree) {
            memory.idempotency().release(AGAIN);
        }
        return isFree;
    }
}
