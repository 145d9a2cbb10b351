package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.store.Revocation;
import io.apium.store.Revocations;
import io.apium.task.TaskId;
import org.junit.jupiter.api.Test;

/** What {@link Revocations} promises while it is there. */
public interface RevocationsContract {

    /** The store under test, the same one throughout a test. */
    Revocations revocations();

    @Test
    default void a_follower_is_given_what_was_revoked_before_and_what_is_revoked_later() throws Exception {
        TaskId before = TaskId.random();
        TaskId later = TaskId.random();
        Inbox<Revocation> inbox = new Inbox<>();
        revocations().revoke(new Revocation.OfTask(before), Examples.MOMENT);

        try (AutoCloseable _ = revocations().follow(inbox)) {
            awaitGiven(inbox, before);
            revocations().revoke(new Revocation.OfTask(later), Examples.MOMENT);
            awaitGiven(inbox, later);
        }
    }

    @Test
    default void every_follower_is_given_every_revocation() throws Exception {
        TaskId id = TaskId.random();
        Inbox<Revocation> one = new Inbox<>();
        Inbox<Revocation> other = new Inbox<>();

        try (AutoCloseable _ = revocations().follow(one);
                AutoCloseable _ = revocations().follow(other)) {
            revocations().revoke(new Revocation.OfTask(id), Examples.MOMENT);
            awaitGiven(one, id);
            awaitGiven(other, id);
        }
    }

    @Test
    default void a_follower_that_has_left_is_given_nothing() throws Exception {
        TaskId id = TaskId.random();
        Inbox<Revocation> left = new Inbox<>();
        Inbox<Revocation> follower = new Inbox<>();

        revocations().follow(left).close();
        try (AutoCloseable _ = revocations().follow(follower)) {
            revocations().revoke(new Revocation.OfTask(id), Examples.MOMENT);
            awaitGiven(follower, id);
        }

        while (left.size() > 0) {
            assertThat(left.next()).isNotEqualTo(new Revocation.OfTask(id));
        }
    }

    @Test
    default void a_task_may_be_revoked_twice() throws Exception {
        TaskId id = TaskId.random();
        Inbox<Revocation> inbox = new Inbox<>();

        revocations().revoke(new Revocation.OfTask(id), Examples.MOMENT);
        revocations().revoke(new Revocation.OfTask(id), Examples.MOMENT);

        try (AutoCloseable _ = revocations().follow(inbox)) {
            awaitGiven(inbox, id);
        }
    }

    private static void awaitGiven(Inbox<Revocation> inbox, TaskId id) throws InterruptedException {
        Revocation given = inbox.next();
        while (!given.equals(new Revocation.OfTask(id))) {
            given = inbox.next();
        }
    }
}
