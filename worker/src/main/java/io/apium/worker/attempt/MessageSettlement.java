package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.failure.ProcessingFailures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each kind of message in hand leaves it: acked, given back, or kept as a dead letter with a FAILURE for its task. */
final class MessageSettlement {

    private static final Logger log = LoggerFactory.getLogger(MessageSettlement.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final String node;
    private final WorkerPorts ports;
    private final InFlight inFlight;
    private final DeadLetterWriter deadLetters;

    MessageSettlement(String node, WorkerPorts ports, InFlight inFlight, DeadLetterWriter deadLetters) {
        this.node = node;
        this.ports = ports;
        this.inFlight = inFlight;
        this.deadLetters = deadLetters;
    }

    /** The message of an attempt that the caller has claimed. */
    CompletionRetrier.InHand of(Attempt attempt) {
        return new CompletionRetrier.InHand(attempt.id(), attempt.failures(), new Claimed(attempt));
    }

    /** The message of an attempt that nobody has claimed yet: whoever claims it first says what becomes of it. */
    CompletionRetrier.InHand ofUnclaimed(Attempt attempt) {
        return new CompletionRetrier.InHand(
                attempt.id(), attempt.failures(), new Unclaimed(attempt, new Claimed(attempt)));
    }

    /** A message that no attempt was made of. */
    CompletionRetrier.InHand of(Delivery delivery) {
        return new CompletionRetrier.InHand("unknown", new AtomicInteger(), new Bare(delivery));
    }

    /** The message with all that is known of its having been there before. */
    static TaskMessage message(Attempt attempt) {
        return attempt.isRepeat() ? attempt.message().repeated() : attempt.message();
    }

    /** The record of a message of which no attempt is made, where it gives an id, and what its task owes if there is one. */
    CompletableFuture<Void> refused(Delivery delivery, TaskError error) {
        return switch (delivery.content()) {
            case Content.Unreadable unreadable -> refused(unreadable, delivery, error);
            case Content.Task(TaskMessage message) -> failed(message, error);
        };
    }

    private CompletableFuture<Void> refused(Content.Unreadable content, Delivery delivery, TaskError error) {
        TaskId id = content.id();
        if (id == null) {
            return DONE;
        }
        ResultMetadata metadata = new ResultMetadata(content.task(), node, null, 0, null, null, List.of());
        String client = delivery.raw().properties().get("reply_to");
        return ports.results()
                .end(new TaskRecord.Failed(id, error, ports.clock().instant(), metadata))
                .thenCompose(standing -> ports.completion().reply(client, standing));
    }

    private CompletableFuture<Void> failed(TaskMessage message, TaskError error) {
        TaskRecord.Ended ended = new TaskRecord.Failed(
                message.id(), error, ports.clock().instant(), message.provenance(node, List.of()));
        return ports.completion().settle(message, ended);
    }

    /** The message is kept by now: what cannot be written or sent beside it, outages aside, is for whoever looks at it. */
    private static CompletableFuture<Void> asFarAsPossible(Object name, Supplier<CompletableFuture<Void>> rest) {
        return DONE.thenCompose(_ -> rest.get()).exceptionallyCompose(failure -> {
            Throwable cause = ProcessingFailures.cause(failure);
            if (ProcessingFailures.isOutage(cause)) {
                return CompletableFuture.failedFuture(cause);
            }
            log.error("dead letter kept without its record or follow-ups id={}", name, cause);
            return DONE;
        });
    }

    private final class Claimed implements CompletionRetrier.Settling {

        private final Attempt attempt;

        Claimed(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void ack() {
            inFlight.ack(attempt);
        }

        @Override
        public void giveBack() {
            inFlight.giveBack(attempt);
        }

        @Override
        public CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error) {
            return deadLetters
                    .keep(attempt.delivery(), cause, DeadLetterWriter.reason(error))
                    .thenCompose(_ -> asFarAsPossible(attempt.id(), () -> failed(message(attempt), error)));
        }
    }

    /** Claims the attempt when it is to be settled, and leaves it alone if somebody else has. */
    private static final class Unclaimed implements CompletionRetrier.Settling {

        private final Attempt attempt;
        private final Claimed claimed;
        private volatile boolean mine;

        Unclaimed(Attempt attempt, Claimed claimed) {
            this.attempt = attempt;
            this.claimed = claimed;
        }

        @Override
        public void ack() {
            if (claim()) {
                claimed.ack();
            }
        }

        @Override
        public void giveBack() {
            if (claim()) {
                claimed.giveBack();
            }
        }

        @Override
        public CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error) {
            return claim() ? claimed.keepAsDeadLetter(cause, error) : DONE;
        }

        private boolean claim() {
            mine = mine || attempt.claim();
            return mine;
        }
    }

    private final class Bare implements CompletionRetrier.Settling {

        private final Delivery delivery;

        Bare(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void ack() {
            InFlight.settle(List.of(delivery), Delivery::ack);
        }

        @Override
        public void giveBack() {
            InFlight.settle(List.of(delivery), Delivery::requeue);
        }

        @Override
        public CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error) {
            return deadLetters
                    .keep(delivery, cause, DeadLetterWriter.reason(error))
                    .thenCompose(_ -> asFarAsPossible("unknown", () -> refused(delivery, error)));
        }
    }
}
