package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.worker.handler.Handler;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The life of one attempt: it arrives on a thread of the consumer, waits for a slot, starts there, and is settled with the
 * {@link Disposition} that one of these steps returned.
 *
 * <pre>
 *   receive ──► arrive ──► queue of the pool ──► start ──► run ──► settle
 *                 ▲ │                            │ │                 ▲
 *                 │ └── Settle ──────────────────┼─┴── Settle ───────┘
 *                 └──── AskAgain ────────────────┘
 * </pre>
 */
final class DeliveryPipeline {

    private final InFlight inFlight;
    private final Pool pool;
    private final ArrivalCheck arrivalCheck;
    private final StartCheck startCheck;
    private final AttemptRunner runner;
    private final AttemptCompleter completer;

    DeliveryPipeline(
            InFlight inFlight,
            Pool pool,
            ArrivalCheck arrivalCheck,
            StartCheck startCheck,
            AttemptRunner runner,
            AttemptCompleter completer) {
        this.inFlight = inFlight;
        this.pool = pool;
        this.arrivalCheck = arrivalCheck;
        this.startCheck = startCheck;
        this.runner = runner;
        this.completer = completer;
    }

    /** Throws nothing: an exception would close the channel of every other message of the consumer. */
    void receive(Delivery delivery) {
        completer.receive(delivery, () -> take(delivery));
    }

    private void take(Delivery delivery) {
        arrivalCheck.measureWait(delivery);
        switch (delivery.content()) {
            case Content.Unreadable unreadable -> completer.unreadable(delivery, unreadable);
            case Content.Task(TaskMessage message) ->
                inFlight.take(message, delivery).ifPresent(this::arrive);
        }
    }

    private void arrive(Attempt attempt) {
        try {
            switch (arrivalCheck.of(attempt)) {
                case Admission.Run _ -> pool.execute(() -> start(attempt));
                case Admission.Settle(Disposition disposition) -> settle(attempt, disposition);
                case Admission.AskAgain(Duration after) -> arriveAgain(attempt, after);
            }
        } catch (Throwable e) {
            completer.failed(attempt, e, () -> arrive(attempt));
        }
    }

    /** In a slot, for which the attempt may have waited long. Throws nothing: the slot runs the next attempt. */
    private void start(Attempt attempt) {
        if (!attempt.isWaiting()) {
            // it was settled while it waited, and must not count as one that starts
            return;
        }
        try {
            switch (startCheck.of(attempt)) {
                case Admission.Run(Handler handler) -> run(attempt, handler);
                case Admission.Settle(Disposition disposition) -> settle(attempt, disposition);
                case Admission.AskAgain(Duration after) -> arriveAgain(attempt, after);
            }
        } catch (Throwable e) {
            completer.failed(attempt, e, () -> arrive(attempt));
        }
    }

    private void run(Attempt attempt, Handler handler) {
        if (!attempt.claim()) {
            startCheck.release(attempt);
            return;
        }
        Supplier<Disposition> decision = runner.run(attempt, handler);
        try {
            startCheck.release(attempt);
        } finally {
            completer.settle(attempt, decision);
        }
    }

    private void settle(Attempt attempt, Disposition disposition) {
        if (attempt.claim()) {
            completer.settle(attempt, disposition);
        }
    }

    private void arriveAgain(Attempt attempt, Duration after) {
        CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS).execute(() -> {
            if (attempt.isWaiting()) {
                arrive(attempt);
            }
        });
    }
}
