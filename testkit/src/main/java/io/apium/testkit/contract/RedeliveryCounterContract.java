package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.TaskMessage;
import io.apium.store.RedeliveryCounter;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link RedeliveryCounter} promises while it is there. */
public interface RedeliveryCounterContract {

    /** The store under test, the same one throughout a test. */
    RedeliveryCounter redeliveries();

    @Test
    default void a_message_is_counted_each_time_that_it_comes_again() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());

        assertThat(count(message)).isEqualTo(1);
        assertThat(count(message)).isEqualTo(2);
        assertThat(count(TaskExamples.simple(TaskExamples.queue())))
                .as("of another message")
                .isEqualTo(1);
        assertThat(count(message)).isEqualTo(3);
    }

    @Test
    default void each_attempt_has_a_count_of_its_own() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());
        count(message);

        assertThat(count(message.retried(TaskExamples.MOMENT))).isEqualTo(1);
        assertThat(count(message)).isEqualTo(2);
    }

    @Test
    default void a_coming_that_is_excused_does_not_count() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());
        count(message);

        ListenerInbox.done(redeliveries().excuse(message));
        assertThat(count(message)).isEqualTo(1);
        ListenerInbox.done(redeliveries().excuse(message));
        ListenerInbox.done(redeliveries().excuse(message));

        assertThat(count(message)).as("excused before it came").isZero();
    }

    @Test
    default void a_count_that_is_forgotten_starts_anew() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());
        count(message);
        count(message);

        ListenerInbox.done(redeliveries().forget(message));
        ListenerInbox.done(redeliveries().forget(message));

        assertThat(count(message)).isEqualTo(1);
    }

    @Test
    default void those_who_count_at_once_are_all_counted() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());

        ListenerInbox.done(CompletableFuture.allOf(IntStream.range(0, 64)
                .parallel()
                .mapToObj(_ -> redeliveries().count(message))
                .toArray(CompletableFuture<?>[]::new)));

        assertThat(count(message)).isEqualTo(65);
    }

    private long count(TaskMessage message) throws Exception {
        return ListenerInbox.done(redeliveries().count(message));
    }
}
