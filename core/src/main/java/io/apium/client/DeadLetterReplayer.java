package io.apium.client;

import io.apium.broker.Broker;
import io.apium.store.DeadLetterStore;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.ResultStore;
import io.apium.task.QueueName;
import java.util.concurrent.CompletableFuture;

/** Sends a dead letter on its way once more. */
public final class DeadLetterReplayer {

    private final Broker broker;
    private final ResultStore results;
    private final DeadLetterStore letters;

    public DeadLetterReplayer(Broker broker, ResultStore results, DeadLetterStore letters) {
        this.broker = broker;
        this.results = results;
        this.letters = letters;
    }

    /**
     * Reopens the record of the task, publishes the message as if for the first time, and removes the dead letter. If
     * the process dies before the removal, the dead letter stays and can be replayed again.
     */
    public CompletableFuture<Void> send(DeadLetter letter, QueueName queue) {
        CompletableFuture<Void> open =
                letter.taskId() == null ? CompletableFuture.completedFuture(null) : results.reopen(letter.taskId());
        return open.thenCompose(_ -> broker.publish(queue, letter.message().afresh()))
                .thenCompose(_ -> letters.remove(letter.id()))
                .thenAccept(_ -> {});
    }
}
