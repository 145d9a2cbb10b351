package io.apium.api.wait;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiError.Dependency;
import io.apium.api.error.ApiException;
import io.apium.api.error.FieldError;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import io.apium.broker.MessageTooLargeException;
import io.apium.store.ResultStore;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Waits at most 1.5 s for RabbitMQ and Redis, which then count as unavailable. */
@Component
public final class StoreTimeout {

    private static final Duration LIMIT = Duration.ofMillis(1500);

    private final ResultStore results;

    public StoreTimeout(ResultStore results) {
        this.results = results;
    }

    /** The result of {@code pending}, which is cancelled after the limit: its dependent stages then do not run. */
    public <T> T of(CompletableFuture<T> pending) throws InterruptedException {
        return of(pending, LIMIT);
    }

    /** Waits until all of {@code pending} are completed or failed, but no longer than for a single one. */
    public void ofAll(Collection<? extends CompletableFuture<?>> pending) throws InterruptedException {
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new))
                    .get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException perOne) {
            // the caller reads the result of each with noMoreOf
        }
    }

    /** As {@link #of}, after {@link #ofAll}: does not wait any more. */
    public <T> T noMoreOf(CompletableFuture<T> pending) throws InterruptedException {
        return of(pending, Duration.ZERO);
    }

    /** The result of a query to the store. */
    public <T> T ask(Supplier<T> question) throws InterruptedException {
        return of(CompletableFuture.supplyAsync(question, Thread::startVirtualThread));
    }

    /** The same for a command to the store, which has no result. */
    public void tell(Runnable word) throws InterruptedException {
        of(CompletableFuture.runAsync(word, Thread::startVirtualThread));
    }

    private <T> T of(CompletableFuture<T> pending, Duration limit) throws InterruptedException {
        try {
            return pending.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            pending.cancel(false);
            throw ApiException.away(results.isReachable() ? Dependency.BROKER : Dependency.STORE);
        } catch (ExecutionException failed) {
            throw refused(failed.getCause());
        }
    }

    private static ApiException invalid(String pointer, RuntimeException reason) {
        return new ApiException(
                new ApiError.Invalid(List.of(new FieldError(pointer, String.valueOf(reason.getMessage())))));
    }

    private static RuntimeException refused(@Nullable Throwable cause) {
        return switch (cause) {
            case BrokerUnavailableException _ -> ApiException.away(Dependency.BROKER);
            case StoreUnavailableException _ -> ApiException.away(Dependency.STORE);
            case UnreadableRecordException damaged ->
                new ApiException(new ApiError.UnreadableRecord(damaged.key(), damaged.reason()));
            case MessageTooLargeException tooLarge -> invalid("/args", tooLarge);
            case MessageRejectedException never -> invalid("", never);
            case RuntimeException defect -> defect;
            case null, default -> new IllegalStateException("a port failed in a way that it does not promise", cause);
        };
    }
}
