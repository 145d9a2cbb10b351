package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.RawMessage;
import io.apium.store.DeadLetterStore;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.store.DeadLetterStore.Page;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link DeadLetterStore} promises while it is there. */
public interface DeadLetterStoreContract {

    /** The store under test, the same one throughout a test; no other test adds to it. */
    DeadLetterStore deadLetters();

    @Test
    default void a_letter_that_is_kept_is_found_as_it_was() throws Exception {
        DeadLetter letter = letter(Cause.POISONED, "tasks.killer");

        ListenerInbox.done(deadLetters().keep(letter));
        ListenerInbox.done(deadLetters().keep(letter));

        assertThat(deadLetters().find(letter.id())).contains(letter);
        assertThat(deadLetters().find("no such letter")).isEmpty();
    }

    @Test
    default void every_letter_is_counted_once() throws Exception {
        long before = deadLetters().count();
        DeadLetter letter = letter(Cause.UNKNOWN_TASK, "tasks.gone");

        ListenerInbox.done(deadLetters().keep(letter));
        ListenerInbox.done(deadLetters().keep(letter));
        ListenerInbox.done(deadLetters().keep(letter(Cause.UNREADABLE, null)));

        assertThat(deadLetters().count()).isEqualTo(before + 2);
    }

    @Test
    default void letters_are_listed_newest_first_page_by_page() throws Exception {
        String task = "tasks." + TaskId.random();
        List<DeadLetter> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kept.addFirst(letter(Cause.EXHAUSTED, task));
            ListenerInbox.done(deadLetters().keep(kept.getFirst()));
        }

        List<DeadLetter> listed = new ArrayList<>();
        Page page = deadLetters().list(new Filter(null, task, null), null, 2);
        listed.addAll(page.letters());
        while (page.next() != null) {
            page = deadLetters().list(new Filter(null, task, null), page.next(), 2);
            listed.addAll(page.letters());
        }

        assertThat(listed).isEqualTo(kept);
    }

    @Test
    default void a_filter_names_what_all_that_it_lists_have_in_common() throws Exception {
        String task = "tasks." + TaskId.random();
        DeadLetter poisoned = letter(Cause.POISONED, task);
        DeadLetter exhausted = letter(Cause.EXHAUSTED, task);
        ListenerInbox.done(deadLetters().keep(poisoned));
        ListenerInbox.done(deadLetters().keep(exhausted));

        assertThat(deadLetters()
                        .list(new Filter(Cause.POISONED, task, null), null, 10)
                        .letters())
                .containsExactly(poisoned);
        assertThat(deadLetters()
                        .list(new Filter(null, task, exhausted.queue()), null, 10)
                        .letters())
                .containsExactly(exhausted);
    }

    @Test
    default void a_letter_that_is_removed_is_gone() throws Exception {
        DeadLetter letter = letter(Cause.EXPIRED, "tasks.late");
        ListenerInbox.done(deadLetters().keep(letter));

        assertThat(ListenerInbox.done(deadLetters().remove(letter.id()))).isTrue();
        assertThat(ListenerInbox.done(deadLetters().remove(letter.id()))).isFalse();

        assertThat(deadLetters().find(letter.id())).isEmpty();
    }

    private static DeadLetter letter(Cause cause, @Nullable String task) {
        TaskId id = TaskId.random();
        Map<String, @Nullable Object> headers = new HashMap<>();
        headers.put("id", id.value());
        headers.put("task", task);
        headers.put("retries", 2);
        headers.put("eta", null);
        headers.put("mine", List.of("žluťoučký", 1.5, true));
        RawMessage message = new RawMessage(headers, Map.of("content_type", "application/json"), "W10=");
        return new DeadLetter(
                DeadLetter.idOf(cause, message),
                cause,
                "because",
                TaskExamples.queue(),
                id,
                task,
                message,
                TaskExamples.MOMENT);
    }
}
