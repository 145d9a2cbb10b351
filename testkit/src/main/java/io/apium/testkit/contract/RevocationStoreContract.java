package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.task.GroupId;
import io.apium.task.TaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link RevocationStore} promises while it is there. */
public interface RevocationStoreContract {

    /** The store under test, the same one throughout a test. */
    RevocationStore revocations();

    @Test
    default void a_follower_is_given_what_was_revoked_before_and_what_is_revoked_later() throws Exception {
        TaskId before = TaskId.random();
        TaskId later = TaskId.random();
        ListenerInbox<Revocation> inbox = new ListenerInbox<>();
        revocations().revoke(new Revocation.OfTask(before), TaskExamples.MOMENT);

        try (AutoCloseable _ = revocations().follow(inbox)) {
            awaitGiven(inbox, before);
            revocations().revoke(new Revocation.OfTask(later), TaskExamples.MOMENT);
            awaitGiven(inbox, later);
        }
    }

    @Test
    default void every_follower_is_given_every_revocation() throws Exception {
        TaskId id = TaskId.random();
        ListenerInbox<Revocation> one = new ListenerInbox<>();
        ListenerInbox<Revocation> other = new ListenerInbox<>();

        try (AutoCloseable _ = revocations().follow(one);
                AutoCloseable _ = revocations().follow(other)) {
            revocations().revoke(new Revocation.OfTask(id), TaskExamples.MOMENT);
            awaitGiven(one, id);
            awaitGiven(other, id);
        }
    }

    @Test
    default void a_follower_that_has_left_is_given_nothing() throws Exception {
        TaskId id = TaskId.random();
        ListenerInbox<Revocation> left = new ListenerInbox<>();
        ListenerInbox<Revocation> follower = new ListenerInbox<>();

        revocations().follow(left).close();
        try (AutoCloseable _ = revocations().follow(follower)) {
            revocations().revoke(new Revocation.OfTask(id), TaskExamples.MOMENT);
            awaitGiven(follower, id);
        }

        while (left.size() > 0) {
            assertThat(left.next()).isNotEqualTo(new Revocation.OfTask(id));
        }
    }

    @Test
    default void a_task_may_be_revoked_twice() throws Exception {
        TaskId id = TaskId.random();
        ListenerInbox<Revocation> inbox = new ListenerInbox<>();

        revocations().revoke(new Revocation.OfTask(id), TaskExamples.MOMENT);
        revocations().revoke(new Revocation.OfTask(id), TaskExamples.MOMENT);

        try (AutoCloseable _ = revocations().follow(inbox)) {
            awaitGiven(inbox, id);
        }
    }

    @Test
    default void those_that_were_revoked_are_told_from_those_that_were_not() {
        TaskId revoked = new TaskId("an id ž 馬 " + TaskId.random());
        TaskId other = TaskId.random();

        revocations().revoke(new Revocation.OfTask(revoked), TaskExamples.MOMENT);

        assertThat(revocations().among(List.of(other, revoked, TaskId.random())))
                .containsExactly(revoked);
        assertThat(revocations().among(List.of(other))).isEmpty();
        assertThat(revocations().among(List.of())).isEmpty();
    }

    @Test
    default void filters_are_given_as_they_were_said_before_and_after_somebody_follows() throws Exception {
        List<Revocation> before = filters();
        List<Revocation> later = filters();
        ListenerInbox<Revocation> inbox = new ListenerInbox<>();
        before.forEach(revocation -> revocations().revoke(revocation, TaskExamples.MOMENT));

        try (AutoCloseable _ = revocations().follow(inbox)) {
            awaitGiven(inbox, before);
            later.forEach(revocation -> revocations().revoke(revocation, TaskExamples.MOMENT));
            awaitGiven(inbox, later);
        }
    }

    @Test
    default void a_filter_revokes_no_task_by_its_id() {
        TaskId id = TaskId.random();

        revocations()
                .revoke(
                        new Revocation.OfAll(new TaskFilter(null, null, null, id), TaskExamples.MOMENT.plusSeconds(60)),
                        TaskExamples.MOMENT);

        assertThat(revocations().among(List.of(id))).isEmpty();
    }

    private static List<Revocation> filters() {
        String name = TaskId.random().value();
        return Stream.of(
                        new TaskFilter("tasks.ž " + name, null, null, null),
                        new TaskFilter(null, TaskExamples.queue(), null, null),
                        new TaskFilter(null, null, new GroupId(name), null),
                        new TaskFilter("tasks.add", TaskExamples.queue(), TaskExamples.group(), TaskId.random()))
                .<Revocation>map(filter -> new Revocation.OfAll(filter, TaskExamples.MOMENT.plusSeconds(60)))
                .toList();
    }

    private static void awaitGiven(ListenerInbox<Revocation> inbox, TaskId id) throws InterruptedException {
        awaitGiven(inbox, List.of(new Revocation.OfTask(id)));
    }

    private static void awaitGiven(ListenerInbox<Revocation> inbox, List<Revocation> all) throws InterruptedException {
        Set<Revocation> awaited = new HashSet<>(all);
        while (!awaited.isEmpty()) {
            awaited.remove(inbox.next());
        }
    }
}
