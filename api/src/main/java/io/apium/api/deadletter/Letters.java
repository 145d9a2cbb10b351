package io.apium.api.deadletter;

import io.apium.api.paging.Paging;
import io.apium.api.problem.Refusal;
import io.apium.api.problem.Refused;
import io.apium.api.wait.Patience;
import io.apium.store.DeadLetters;
import io.apium.store.DeadLetters.DeadLetter;
import io.apium.store.DeadLetters.Filter;
import io.apium.store.DeadLetters.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks dead letters up, one by its id or many by what they have in common. */
@Component
final class Letters {

    /** How many are dealt with in one request. */
    static final int AT_ONCE_MAX = 1_000;

    private final DeadLetters letters;
    private final Patience patience;

    Letters(DeadLetters letters, Patience patience) {
        this.letters = letters;
        this.patience = patience;
    }

    /** @throws Refused when there is no such letter */
    DeadLetter known(String id) throws InterruptedException {
        return patience.ask(() -> letters.find(id)).orElseThrow(() -> unknown(id));
    }

    Page page(Filter filter, Paging paging) throws InterruptedException {
        try {
            return patience.ask(() -> letters.list(filter, paging.cursor(), paging.limit()));
        } catch (IllegalArgumentException malformed) {
            throw paging.unknownCursor();
        }
    }

    /** @throws Refused when there is no such letter */
    void remove(String id) throws InterruptedException {
        if (!patience.of(letters.remove(id))) {
            throw unknown(id);
        }
    }

    CompletableFuture<?> remove(DeadLetter letter) {
        return letters.remove(letter.id());
    }

    /**
     * Does something to letters that the filter matches: begins it for all of them, then waits for all of them together.
     *
     * @throws Refused when it was done to none of them because broker or store is away; with some it may have been done
     */
    Done each(Filter filter, Function<DeadLetter, CompletableFuture<?>> act) throws InterruptedException {
        List<DeadLetter> found = new ArrayList<>();
        String from = null;
        do {
            Page page = page(filter, new Paging(AT_ONCE_MAX - found.size(), from));
            found.addAll(page.letters());
            from = page.next();
        } while (from != null && found.size() < AT_ONCE_MAX);
        List<CompletableFuture<?>> begun =
                found.reversed().stream().<CompletableFuture<?>>map(act).toList();
        patience.ofAll(begun);
        int done = done(begun);
        return new Done(done, from != null || done < found.size());
    }

    /** One that cannot be sent is no reason to deny what became of the others. */
    private int done(List<CompletableFuture<?>> begun) throws InterruptedException {
        int done = 0;
        Refused why = null;
        for (CompletableFuture<?> one : begun) {
            try {
                patience.noMoreOf(one);
                done++;
            } catch (Refused refused) {
                why = refused;
            }
        }
        if (done == 0 && why != null) {
            throw why;
        }
        return done;
    }

    /** @param more whether there may be more of them, also since some could not be dealt with */
    record Done(int count, boolean more) {}

    private static Refused unknown(@Nullable String id) {
        return new Refused(new Refusal.UnknownId("dead letter", String.valueOf(id)));
    }
}
