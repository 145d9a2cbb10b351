package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.store.DeadLetters;
import io.apium.store.DeadLetters.DeadLetter;
import io.apium.task.TaskId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link DeadLetters} promises while it is there. */
public interface DeadLettersContract {

    /** The store under test, the same one throughout a test; nobody else adds to it meanwhile. */
    DeadLetters deadLetters();

    @Test
    default void every_letter_that_is_kept_is_counted() throws Exception {
        long before = deadLetters().count();
        TaskId id = TaskId.random();

        Inbox.done(deadLetters()
                .keep(new DeadLetter(
                        "no such task: žluťoučký",
                        Examples.queue(),
                        id,
                        "tasks.gone",
                        Map.of("task", "tasks.gone", "id", id.value()),
                        "W10=",
                        Examples.MOMENT)));
        Inbox.done(deadLetters()
                .keep(new DeadLetter("not JSON", Examples.queue(), null, null, Map.of(), "", Examples.MOMENT)));

        assertThat(deadLetters().count()).isEqualTo(before + 2);
    }
}
