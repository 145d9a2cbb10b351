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

/** Looks dead letters up, one by its id or many by what they have in common. */
@Component
final class DeadLetterQueries {

    /** How many are dealt with in one request. */
    static final int AT_ONCE_MAX = ApiBounds.REPLAYED.intMax();

    private static final int SIDE_BY_SIDE = 100;
    private static final long BYTES_AT_ONCE = 4L << 20;

    private final DeadLetterStore letters;
    private final StoreTimeout timeout;

    DeadLetterQueries(DeadLetterStore letters, StoreTimeout timeout) {
        this.letters = letters;
        this.timeout = timeout;
    }

    /** @throws ApiException when there is no such letter */
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

    /** @throws ApiException when there is no such letter */
    void remove(String id) throws InterruptedException {
        if (!timeout.of(letters.remove(id))) {
            throw unknown(id);
        }
    }

    CompletableFuture<?> removing(String id) {
        return letters.remove(id);
    }

    /** Does something to a letter, if it is still there. */
    CompletableFuture<?> with(String id, Function<DeadLetter, CompletableFuture<Void>> act) {
        return CompletableFuture.supplyAsync(() -> letters.find(id), Thread::startVirtualThread)
                .thenCompose(found -> found.map(act).orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** A letter that the filter matches, and about how much memory its message takes. */
    private record Found(String id, long bytes) {}

    /**
     * Does something to letters that the filter matches, the oldest of them first: begins it for several, then waits for
     * them together, so that no more is in memory at once than a page may have.
     *
     * @throws ApiException when it was done to none of them because broker or store is away; with some it may have been done
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

    /** One that cannot be sent is no reason to deny what became of the others. */
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

    /** @param more whether there may be more of them, also since some could not be dealt with */
    record Done(int count, boolean more) {}

    private static ApiException unknown(@Nullable String id) {
        return new ApiException(new ApiError.UnknownId("dead letter", String.valueOf(id)));
    }
}
