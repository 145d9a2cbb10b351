package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.store.LimitStore;
import io.apium.store.LimitStore.Grant;
import io.apium.store.LimitStore.Holder;
import io.apium.store.LimitStore.Permit;
import io.apium.task.LimitSpec;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link LimitStore} promises while it is there. */
public interface LimitStoreContract {

    /** Two of them may come at once. */
    LimitSpec TEN_A_SECOND = new LimitSpec(10, Duration.ofSeconds(1), 2, 0);

    Duration INTERVAL = Duration.ofNanos(TEN_A_SECOND.intervalMicros() * 1_000);
    Grant NOW = new Grant.Granted(Duration.ZERO, TEN_A_SECOND.slack());

    /** On the store under test, by another clock than its own. */
    LimitStore limits(InstantSource clock);

    @Test
    default void as_many_run_as_may_and_those_behind_are_called_in_their_order() throws Exception {
        LimitStore limits = limits(() -> TaskExamples.MOMENT);
        Permit one = permit(TaskId.random().value(), concurrency(1));
        Permit two = another(one);
        Permit three = another(one);

        assertThat(ListenerInbox.done(limits.take(one))).isEqualTo(NOW);
        assertThat(ListenerInbox.done(limits.take(two))).isEqualTo(new Grant.Full(0));
        assertThat(ListenerInbox.done(limits.lineUp(two))).isEmpty();
        assertThat(ListenerInbox.done(limits.take(three))).isEqualTo(new Grant.Full(1));
        assertThat(ListenerInbox.done(limits.lineUp(three))).isEmpty();
        assertThat(ListenerInbox.done(limits.lineUp(two))).as("once more").isEmpty();

        assertThat(ListenerInbox.done(limits.release(one))).containsExactly(two.holder());
        assertThat(ListenerInbox.done(limits.take(another(one))))
                .as("nobody overtakes")
                .isInstanceOf(Grant.Full.class);
        assertThat(ListenerInbox.done(limits.take(two))).isEqualTo(NOW);
        assertThat(ListenerInbox.done(limits.release(two))).containsExactly(three.holder());
        assertThat(ListenerInbox.done(limits.release(three)))
                .as("it was called and is not there")
                .isEmpty();
        assertThat(ListenerInbox.done(limits.take(another(one)))).isEqualTo(NOW);
    }

    @Test
    default void whoever_lines_up_when_there_is_room_again_is_called_at_once() throws Exception {
        LimitStore limits = limits(() -> TaskExamples.MOMENT);
        Permit one = permit(TaskId.random().value(), concurrency(1));
        Permit two = another(one);
        ListenerInbox.done(limits.take(one));
        ListenerInbox.done(limits.take(two));
        ListenerInbox.done(limits.release(one));

        assertThat(ListenerInbox.done(limits.lineUp(two))).containsExactly(two.holder());
        assertThat(ListenerInbox.done(limits.lineUp(two))).as("told once more").containsExactly(two.holder());
    }

    @Test
    default void a_holder_that_comes_again_is_given_its_own_permit() throws Exception {
        LimitStore limits = limits(() -> TaskExamples.MOMENT);
        Permit one = permit(TaskId.random().value(), concurrency(2));
        Permit two = another(one);

        for (int i = 0; i < 5; i++) {
            assertThat(ListenerInbox.done(limits.take(one))).isEqualTo(NOW);
        }
        assertThat(ListenerInbox.done(limits.take(two))).isEqualTo(NOW);
        assertThat(ListenerInbox.done(limits.take(one.of(new Holder(one.holder().id(), 1)))))
                .as("its next attempt")
                .isInstanceOf(Grant.Full.class);
    }

    @Test
    default void the_permit_of_a_lost_holder_comes_back_unless_it_was_renewed() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(TaskExamples.MOMENT);
        LimitStore limits = limits(now::get);
        Permit lost = permit(TaskId.random().value(), concurrency(2));
        Permit alive = another(lost);
        Permit waiting = another(lost);
        ListenerInbox.done(limits.take(lost));
        ListenerInbox.done(limits.take(alive));
        ListenerInbox.done(limits.take(waiting));
        ListenerInbox.done(limits.lineUp(waiting));

        now.set(now.get().plus(LimitStore.LEASE.dividedBy(2)));
        ListenerInbox.done(limits.renew(alive));
        now.set(now.get().plus(LimitStore.LEASE.dividedBy(2)));

        assertThat(ListenerInbox.done(limits.take(waiting))).isEqualTo(NOW);
        assertThat(ListenerInbox.done(limits.take(lost))).isInstanceOf(Grant.Full.class);
        ListenerInbox.done(limits.release(alive));
        ListenerInbox.done(limits.renew(alive));
        assertThat(ListenerInbox.done(limits.take(lost)))
                .as("a released permit is not renewed")
                .isEqualTo(NOW);
    }

    @Test
    default void a_permit_that_was_promised_and_not_fetched_goes_to_the_next() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(TaskExamples.MOMENT);
        LimitStore limits = limits(now::get);
        Permit one = permit(TaskId.random().value(), concurrency(1));
        Permit gone = another(one);
        Permit next = another(one);
        ListenerInbox.done(limits.take(one));
        ListenerInbox.done(limits.lineUp(gone));
        ListenerInbox.done(limits.lineUp(next));
        assertThat(ListenerInbox.done(limits.release(one))).containsExactly(gone.holder());

        now.set(now.get().plus(LimitStore.PROMISE));

        assertThat(ListenerInbox.done(limits.take(next))).isEqualTo(NOW);
    }

    @Test
    default void keys_do_not_stand_in_each_others_way() throws Exception {
        LimitStore limits = limits(() -> TaskExamples.MOMENT);
        LimitSpec both = new LimitSpec(1, Duration.ofHours(1), 1, 1);
        Grant now = new Grant.Granted(Duration.ZERO, both.slack());
        String task = TaskId.random().value();

        for (String key : List.of("", "a", "b", "}", "{a}", "a:b", "ü \n")) {
            Permit permit = new Permit(task, key, both, new Holder(TaskId.random(), 0));
            assertThat(ListenerInbox.done(limits.take(permit))).as(key).isEqualTo(now);
            assertThat(ListenerInbox.done(limits.take(another(permit)))).as(key).isInstanceOf(Grant.Full.class);
        }
    }

    @Test
    default void each_gets_a_moment_of_its_own_and_keeps_it() throws Exception {
        LimitStore limits = limits(() -> TaskExamples.MOMENT);
        Permit first = permit(TaskId.random().value(), TEN_A_SECOND);
        List<Permit> all =
                Stream.iterate(first, LimitStoreContract::another).limit(5).toList();

        for (int round = 0; round < 2; round++) {
            for (int i = round * 2; i < 5; i++) {
                Grant grant = i < 2 ? NOW : new Grant.Later(INTERVAL.multipliedBy(i - 1));
                assertThat(ListenerInbox.done(limits.take(all.get(i)))).isEqualTo(grant);
            }
        }
    }

    @Test
    default void who_waits_is_granted_its_moment_in_advance_and_a_newcomer_what_nobody_came_for() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(TaskExamples.MOMENT);
        LimitStore limits = limits(now::get);
        Permit first = permit(TaskId.random().value(), TEN_A_SECOND);
        Duration lead = TEN_A_SECOND.lead();
        Permit second = another(first);
        Permit third = another(first);
        for (Permit permit : List.of(first, another(first), second, third)) {
            ListenerInbox.done(limits.take(permit));
        }

        now.set(TaskExamples.MOMENT.plus(INTERVAL).minus(lead));
        assertThat(ListenerInbox.done(limits.take(another(first))))
                .as("a newcomer is behind those who wait")
                .isEqualTo(new Grant.Later(lead.plus(INTERVAL.multipliedBy(2))));
        assertThat(ListenerInbox.done(limits.take(second)))
                .isEqualTo(new Grant.Granted(lead, lead.plus(TEN_A_SECOND.slack())));
        now.set(TaskExamples.MOMENT.plus(INTERVAL.multipliedBy(2)));
        assertThat(ListenerInbox.done(limits.take(another(first))))
                .as("nobody came")
                .isEqualTo(NOW);
        assertThat(ListenerInbox.done(limits.take(third)))
                .as("late, it is given the next")
                .isEqualTo(new Grant.Later(INTERVAL));
        now.set(TaskExamples.MOMENT.plus(INTERVAL.multipliedBy(3)));
        assertThat(ListenerInbox.done(limits.take(third))).isEqualTo(NOW);
        assertThat(ListenerInbox.done(limits.takeAgain(third)))
                .as("too late to start, it is before all others")
                .isEqualTo(new Grant.Later(INTERVAL));
    }

    @Test
    default void a_clock_that_is_set_back_holds_nobody_up() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(TaskExamples.MOMENT);
        LimitStore limits = limits(now::get);
        Permit rated = permit(TaskId.random().value(), TEN_A_SECOND);
        Permit lost = permit(TaskId.random().value(), concurrency(1));
        for (int i = 0; i < 3; i++) {
            ListenerInbox.done(limits.take(another(rated)));
        }
        ListenerInbox.done(limits.take(lost));

        now.set(TaskExamples.MOMENT.minus(Duration.ofHours(1)));
        ListenerInbox.done(limits.take(another(rated)));
        ListenerInbox.done(limits.take(another(lost)));

        now.set(now.get().plus(INTERVAL).plus(TEN_A_SECOND.lead()));
        assertThat(ListenerInbox.done(limits.take(another(rated)))).isEqualTo(NOW);
        now.set(now.get().plus(LimitStore.LEASE));
        assertThat(ListenerInbox.done(limits.take(another(lost)))).isEqualTo(NOW);
    }

    @Test
    default void those_who_ask_at_once_are_given_no_more_than_there_is() throws Exception {
        LimitStore limits = limits(() -> TaskExamples.MOMENT);
        Permit rated = permit(TaskId.random().value(), new LimitSpec(50, Duration.ofSeconds(1), 7, 0));
        Permit counted = permit(TaskId.random().value(), concurrency(5));

        assertThat(grantedAtOnce(limits, rated)).isEqualTo(7);
        assertThat(grantedAtOnce(limits, counted)).isEqualTo(5);
    }

    private static long grantedAtOnce(LimitStore limits, Permit permit) throws Exception {
        List<CompletableFuture<Grant>> asked = IntStream.range(0, 200)
                .parallel()
                .mapToObj(_ -> limits.take(another(permit)))
                .toList();
        ListenerInbox.done(CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new)));
        return asked.stream()
                .filter(grant -> grant.join() instanceof Grant.Granted)
                .count();
    }

    private static LimitSpec concurrency(int most) {
        return new LimitSpec(0, Duration.ofSeconds(1), 1, most);
    }

    private static Permit permit(String task, LimitSpec limit) {
        return new Permit(task, "key", limit, new Holder(TaskId.random(), 0));
    }

    private static Permit another(Permit permit) {
        return permit.of(new Holder(TaskId.random(), 0));
    }
}
