package io.apium.api.idempotency;

import io.apium.api.error.ApiException;
import io.apium.api.wait.StoreTimeout;
import io.apium.bound.PlainText;
import io.apium.store.IdempotencyStore;
import io.apium.store.IdempotencyStore.Answer;
import io.apium.store.IdempotencyStore.Claim;
import io.apium.store.IdempotencyStore.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims keys, and ensures that none stays claimed because the store was away for a while: a write that failed is tried
 * again each second until shortly before the lease of the key ends. Until then no other request can have the key.
 */
final class IdempotencyKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeeper.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofHours(24);

    /** The end of the retries: before the end of the lease, by more than the longest write. */
    private static final Duration RETRY_MAX = LEASE.minusSeconds(10);

    private static final Executor A_SECOND_LATER =
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread);

    private final IdempotencyStore store;
    private final StoreTimeout timeout;

    IdempotencyKeeper(IdempotencyStore store, StoreTimeout timeout) {
        this.store = store;
        this.timeout = timeout;
    }

    /** @throws ApiException when the store does not answer in time; a key that was claimed nevertheless is released */
    Claim claim(Request request) throws InterruptedException {
        long began = System.nanoTime();
        CompletableFuture<Claim> claim =
                CompletableFuture.supplyAsync(() -> store.claim(request, LEASE), Thread::startVirtualThread);
        try {
            return timeout.of(claim.copy());
        } catch (ApiException | InterruptedException late) {
            giveBack(claim, request, began);
            throw late;
        }
    }

    /**
     * Releases the key, also after a failed claim: Redis may execute the command later, even after a command of another
     * connection. So the key is released twice.
     */
    private void giveBack(CompletableFuture<Claim> claim, Request request, long began) {
        Runnable release = () -> store.release(request);
        var _ = claim.handle((_, _) -> request)
                .thenCompose(_ -> retried(request, began, release))
                .thenCompose(_ -> retried(request, began, release));
    }

    /**
     * @param answer null when the request failed and may be made again
     * @param began the time of the claim, of {@link System#nanoTime}
     */
    void settle(Request request, @Nullable Answer answer, long began) throws InterruptedException {
        Runnable write = () -> {
            if (answer == null) {
                store.release(request);
            } else {
                store.answered(request, answer, KEPT);
            }
        };
        CompletableFuture<Void> written = CompletableFuture.runAsync(write, Thread::startVirtualThread);
        try {
            timeout.of(written.copy());
        } catch (ApiException away) {
            LOG.warn("idempotency store=away action=retry key={}", PlainText.shown(request.key()));
            var _ = written.exceptionallyCompose(_ -> retried(request, began, write));
        }
    }

    /** Completes when the write has succeeded, or when it is too late. */
    private static CompletableFuture<Void> retried(Request request, long began, Runnable write) {
        return CompletableFuture.runAsync(write, A_SECOND_LATER).exceptionallyCompose(failed -> {
            if (System.nanoTime() - began < RETRY_MAX.toNanos()) {
                return retried(request, began, write);
            }
            LOG.warn("idempotency store=away action=give-up key={}", PlainText.shown(request.key()), failed);
            return CompletableFuture.completedFuture(null);
        });
    }
}
