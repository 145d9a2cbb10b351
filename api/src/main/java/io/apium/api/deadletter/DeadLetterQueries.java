package io.apium.api.deadletter;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.paging.PageRequest;
import io.apium.api.wait.StoreTimeout;
import io.apium.store.DeadLetterStore;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.store.DeadLetterStore.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds dead letters by id or by filter. */
@Component
final class DeadLetterQueries {

    /** The largest number of dead letters that one request replays or deletes. */
    static final int AT_ONCE_MAX = ApiBounds.REPLAYED.intMax();

    private static final int SIDE_BY_SIDE = 100;
    private static final long BYTES_AT_ONCE = 4L << 20;

    private final DeadLetterStore letters;
    private final StoreTimeout timeout;

    DeadLetterQueries(DeadLetterStore letters, StoreTimeout timeout) {
        this.letters = letters;
        this.timeout = timeout;
    }

    /** @throws ApiException when there is no such dead letter */
    DeadLetter known(String id) throws InterruptedException {
        return timeout.ask(() -> letters.find(id)).orElseThrow(() -> unknown(id));
    }

    Page page(Filter filter, PageRequest pageRequest) throws InterruptedException {
        try {
            return timeout.ask(() -> letters.list(filter, pageRequest.cursor(), pageRequest.limit()));
        } catch (IllegalArgumentException malformed) {
            throw pageRequest.unknownCursor();
        }
    }

    /** @throws ApiException when there is no such dead letter */
    void remove(String id) throws InterruptedException {
        if (!timeout.of(letters.remove(id))) {
            throw unknown(id);
        }
    }

    CompletableFuture<?> removing(String id) {
        return letters.remove(id);
    }

    /** Calls {@code act} with a dead letter, if it still exists. */
    CompletableFuture<?> with(String id, Function<DeadLetter, CompletableFuture<Void>> act) {
        return CompletableFuture.supplyAsync(() -> letters.find(id), Thread::startVirtualThread)
                .thenCompose(found -> found.map(act).orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** A dead letter that matches the filter, and the approximate memory of its message in bytes. */
    private record Found(String id, long bytes) {}

    /**
     * Calls {@code act} for dead letters that match the filter, the oldest of them first. It starts several calls and
     * then waits for them together, so that no more messages are in memory at once than in a page.
     *
     * @throws ApiException when every call has failed because RabbitMQ or Redis is unavailable; some may have been
     *     executed
     */
    Done each(Filter filter, Function<String, CompletableFuture<?>> act) throws InterruptedException {
        List<Found> found = new ArrayList<>();
        String from = null;
        do {
            Page page = page(filter, new PageRequest(AT_ONCE_MAX - found.size(), from));
            page.letters()
                    .forEach(letter -> found.add(
                            new Found(letter.id(), letter.message().body().length())));
            from = page.next();
        } while (from != null && found.size() < AT_ONCE_MAX);
        List<ApiException> refused = new ArrayList<>();
        List<CompletableFuture<?>> begun = new ArrayList<>();
        long bytes = 0;
        for (Found next : found.reversed()) {
            if (begun.size() == SIDE_BY_SIDE || bytes + next.bytes() > BYTES_AT_ONCE) {
                finish(begun, refused);
                bytes = 0;
            }
            begun.add(act.apply(next.id()));
            bytes += next.bytes();
        }
        finish(begun, refused);
        if (!refused.isEmpty() && refused.size() == found.size()) {
            throw refused.getLast();
        }
        return new Done(found.size() - refused.size(), from != null || !refused.isEmpty());
    }

    /** Collects errors: one failed call does not hide the results of the others. */
    private void finish(List<CompletableFuture<?>> begun, List<ApiException> refused) throws InterruptedException {
        timeout.ofAll(begun);
        for (CompletableFuture<?> one : begun) {
            try {
                timeout.noMoreOf(one);
            } catch (ApiException why) {
                refused.add(why);
            }
        }
        begun.clear();
    }

    /** @param more whether more dead letters may match, including those whose call failed */
    record Done(int count, boolean more) {}

    private static ApiException unknown(@Nullable String id) {
        return new ApiException(new ApiError.UnknownId("dead letter", String.valueOf(id)));
    }
}
