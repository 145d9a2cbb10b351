package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DelayedTasksTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
    private static final Instant DUE = NOW.plusSeconds(10);

    private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));
    private final DelayedTasks delayedTasks = new DelayedTasks(store.ledger());
    private final TaskMessage message = Submission.of(Signature.of("demo.echo"), SubmissionContext.client(NOW))
            .messages()
            .getFirst();

    @Test
    void a_task_is_kept_until_it_is_due() {
        delayedTasks.keep(message, DUE).join();

        assertThat(kept().state()).isEqualTo(new DelayedTask(message, DUE));
        assertThat(kept().wake()).isEqualTo(DUE);
    }

    @Test
    void keeping_it_twice_is_keeping_it_once() {
        delayedTasks.keep(message, DUE).join();
        delayedTasks.keep(message, DUE).join();

        assertThat(store.ledger().count(Kind.TASK)).isEqualTo(1);
        assertThat(kept().state()).isEqualTo(new DelayedTask(message, DUE));
    }

    @Test
    void a_later_attempt_takes_the_place_of_the_one_before_and_never_the_other_way_round() {
        TaskMessage second = message.retried(DUE.plusSeconds(5));
        delayedTasks.keep(message, DUE).join();

        delayedTasks.keep(second, DUE.plusSeconds(5)).join();
        delayedTasks.keep(message, DUE).join();

        assertThat(kept().state()).isEqualTo(new DelayedTask(second, DUE.plusSeconds(5)));
        assertThat(kept().wake()).isEqualTo(DUE.plusSeconds(5));
    }

    @Test
    void whoever_is_just_sending_the_old_one_does_not_take_the_new_one_with_it() {
        delayedTasks.keep(message, DUE).join();
        Entry claimed =
                store.ledger().claim(DUE, 1, Duration.ofMinutes(1)).entries().getFirst();

        delayedTasks.keep(message.retried(DUE), DUE.plusSeconds(5)).join();

        assertThat(store.ledger().remove(claimed.key(), claimed.revision()).join())
                .isFalse();
        assertThat(kept().wake()).isEqualTo(DUE.plusSeconds(5));
    }

    @Test
    void of_many_who_keep_the_same_task_at_once_the_latest_attempt_stands() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        TaskMessage attempt = message;
        for (int retries = 0; retries < 20; retries++) {
            TaskMessage mine = attempt;
            all.add(CompletableFuture.runAsync(
                    () -> delayedTasks.keep(mine, DUE).join()));
            attempt = attempt.retried(DUE);
        }
        all.forEach(CompletableFuture::join);

        assertThat(((DelayedTask) kept().state()).message().retries()).isEqualTo(19);
    }

    @Test
    void an_attempt_that_waits_is_sent_at_once_when_it_is_hurried_and_no_other_is() {
        delayedTasks.keep(message, DUE).join();

        assertThat(delayedTasks.hurry(message.id(), 1, NOW).join())
                .as("another attempt")
                .isFalse();
        assertThat(kept().wake()).isEqualTo(DUE);
        assertThat(delayedTasks.hurry(message.id(), 0, NOW).join()).isTrue();
        assertThat(kept().state()).isEqualTo(new DelayedTask(message, NOW));
        assertThat(kept().wake()).isEqualTo(NOW);

        store.ledger().remove(kept().key(), kept().revision()).join();
        assertThat(delayedTasks.hurry(message.id(), 0, NOW).join())
                .as("it is gone")
                .isFalse();
    }

    @Test
    void one_that_is_about_to_be_sent_is_not_hurried_so_that_it_is_sent_once() {
        delayedTasks.keep(message, DUE).join();
        Entry claimed =
                store.ledger().claim(DUE, 1, Duration.ofMinutes(1)).entries().getFirst();

        assertThat(delayedTasks.hurry(message.id(), 0, DUE.minusMillis(900)).join())
                .isTrue();

        assertThat(store.ledger().remove(claimed.key(), claimed.revision()).join())
                .isTrue();
        assertThat(store.ledger().count(Kind.TASK)).isZero();
    }

    @Test
    void while_the_store_is_away_keeping_waits() {
        store.fail();
        CompletableFuture<Void> kept = delayedTasks.keep(message, DUE);

        assertThat(kept).isNotDone();

        store.recover();
        assertThat(kept).isCompleted();
    }

    @Test
    void a_sender_keeps_what_is_not_to_run_yet_and_publishes_the_rest() {
        MemoryBroker broker = new MemoryBroker();
        TaskMessage later = message.retried(NOW.plusMillis(1));
        TaskMessage past = message.retried(NOW);

        store.sender(broker).send(Submission.of(List.of(past, later))).join();

        assertThat(broker.published()).containsExactly(past);
        assertThat(kept().state()).isEqualTo(new DelayedTask(later, NOW.plusMillis(1)));
    }

    private Entry kept() {
        return store.ledger().find(EntryKey.task(message.id())).orElseThrow();
    }
}
