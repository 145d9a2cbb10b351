package io.apium.client;

import io.apium.broker.Broker;
import io.apium.canvas.Launch;
import io.apium.store.ChordStore;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Sends what a launch says, in its order. */
public final class Sender {

    private final Broker broker;
    private final ChordStore chords;

    public Sender(Broker broker, ChordStore chords) {
        this.broker = broker;
        this.chords = chords;
    }

    /** @return done when every size is stored and every message confirmed; failed as soon as one is not */
    public CompletableFuture<Void> send(Launch launch) {
        CompletableFuture<Void> sizes = all(launch.chords().stream().map(chords::expect));
        return sizes.thenCompose(_ -> all(launch.messages().stream().map(broker::publish)));
    }

    static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
    }
}
