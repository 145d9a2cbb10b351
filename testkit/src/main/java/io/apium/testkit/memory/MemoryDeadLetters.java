package io.apium.testkit.memory;

import io.apium.store.DeadLetters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The messages that could not be run. */
public final class MemoryDeadLetters implements DeadLetters {

    private final Outage outage;
    private final Set<DeadLetter> letters = new LinkedHashSet<>();

    MemoryDeadLetters(Outage outage) {
        this.outage = outage;
    }

    @Override
    public CompletableFuture<Void> keep(DeadLetter letter) {
        return outage.eventually(() -> {
            letters.add(letter);
            return null;
        });
    }

    @Override
    public long count() {
        return letters().size();
    }

    /** All of them, oldest first. */
    public List<DeadLetter> letters() {
        return outage.now(() -> List.copyOf(letters));
    }
}
