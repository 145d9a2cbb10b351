package io.apium.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.Delivery;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.UnsettledDelivery;
import io.apium.worker.handler.Samples;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final TaskMessage MESSAGE = Samples.message(Signature.of("t"));

    private final MemoryStore store = new MemoryStore(InstantSource.fixed(Samples.NOW));
    private final LostWorkerCounter lostWorkers = new LostWorkerCounter(store.redeliveries());
    private final InFlight inFlight = new InFlight(lostWorkers);

    @Test
    void what_comes_again_joins_the_attempt_and_is_settled_with_it() {
        UnsettledDelivery first = new UnsettledDelivery(MESSAGE, false);
        UnsettledDelivery second = new UnsettledDelivery(MESSAGE, true);
        Attempt attempt = inFlight.take(MESSAGE, first).orElseThrow();

        assertThat(inFlight.take(MESSAGE, second)).isEmpty();

        assertThat(inFlight.remove(attempt)).containsExactly(first, second);
        assertThat(inFlight.remove(attempt)).as("once").isEmpty();
    }

    @Test
    void what_comes_from_the_ledger_is_not_joined_to_the_attempt_that_puts_it_there() {
        UnsettledDelivery early = new UnsettledDelivery(MESSAGE, false);
        UnsettledDelivery due = new UnsettledDelivery(MESSAGE.due(), false);
        Attempt leaving = inFlight.take(MESSAGE, early).orElseThrow();
        inFlight.leave(leaving);

        Attempt fresh = inFlight.take(due.message(), due).orElseThrow();

        assertThat(inFlight.all()).containsExactlyInAnyOrder(leaving, fresh);
        assertThat(inFlight.find(MESSAGE.id())).contains(fresh);
        assertThat(inFlight.remove(leaving)).containsExactly(early);
        assertThat(inFlight.remove(fresh)).containsExactly(due);
    }

    @Test
    void it_is_drained_when_what_leaves_has_left() {
        Attempt leaving =
                inFlight.take(MESSAGE, new UnsettledDelivery(MESSAGE, false)).orElseThrow();
        inFlight.leave(leaving);

        var drained = inFlight.drain();

        assertThat(drained).isNotDone();
        inFlight.remove(leaving);
        assertThat(drained).isCompleted();
    }

    @Test
    void a_message_that_goes_back_in_good_order_is_not_counted_when_it_comes_again() {
        UnsettledDelivery first = new UnsettledDelivery(MESSAGE, false);
        inFlight.requeue(inFlight.take(MESSAGE, first).orElseThrow());

        Attempt again =
                inFlight.take(MESSAGE, new UnsettledDelivery(MESSAGE, true)).orElseThrow();
        long counted = lostWorkers.count(again);
        inFlight.requeue(again);
        long after = lostWorkers.count(again());

        assertThat(first.settled()).containsExactly("giveBack");
        assertThat(counted).isZero();
        assertThat(after).isZero();
    }

    @Test
    void a_message_that_goes_back_again_and_again_before_it_is_started_gains_nothing() {
        lostWorkers.count(again());
        for (int i = 0; i < 3; i++) {
            inFlight.requeue(
                    inFlight.take(MESSAGE, new UnsettledDelivery(MESSAGE, true)).orElseThrow());
        }

        assertThat(lostWorkers.count(again())).isEqualTo(2);
    }

    @Test
    void a_lost_connection_is_not_a_lost_worker() {
        Delivery first = new UnsettledDelivery(MESSAGE, false);
        Attempt attempt = inFlight.take(MESSAGE, first).orElseThrow();
        inFlight.take(MESSAGE, new UnsettledDelivery(MESSAGE, true));

        assertThat(lostWorkers.count(attempt)).isZero();
        assertThat(attempt.isCounted()).isFalse();
    }

    private Attempt again() {
        return new Attempt(MESSAGE, new UnsettledDelivery(MESSAGE, true));
    }
}
