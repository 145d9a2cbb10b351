package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.store.Limits;
import io.apium.store.Limits.Grant;
import io.apium.store.Limits.Holder;
import io.apium.store.Limits.Permit;
import io.apium.task.Allowance;
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

/** What {@link Limits} promises while it is there. */
public interface LimitsContract {

    /** Two of them may come at once. */
    Allowance TEN_A_SECOND = new Allowance(10, Duration.ofSeconds(1), 2, 0);

    Duration INTERVAL = Duration.ofNanos(TEN_A_SECOND.intervalMicros() * 1_000);
    Grant NOW = new Grant.Granted(Duration.ZERO, TEN_A_SECOND.slack());

    /** On the store under test, by another clock than its own. */
    Limits limits(InstantSource clock);

    @Test
    default void as_many_run_as_may_and_those_behind_are_called_in_their_order() throws Exception {
        Limits limits = limits(() -> Examples.MOMENT);
        Permit one = permit(TaskId.random().value(), concurrency(1));
        Permit two = another(one);
        Permit three = another(one);

        assertThat(Inbox.done(limits.take(one))).isEqualTo(NOW);
        assertThat(Inbox.done(limits.take(two))).isEqualTo(new Grant.Full(0));
        assertThat(Inbox.done(limits.lineUp(two))).isEmpty();
        assertThat(Inbox.done(limits.take(three))).isEqualTo(new Grant.Full(1));
        assertThat(Inbox.done(limits.lineUp(three))).isEmpty();
        assertThat(Inbox.done(limits.lineUp(two))).as("once more").isEmpty();

        assertThat(Inbox.done(limits.release(one))).containsExactly(two.holder());
        assertThat(Inbox.done(limits.take(another(one)))).as("nobody overtakes").isInstanceOf(Grant.Full.class);
        assertThat(Inbox.done(limits.take(two))).isEqualTo(NOW);
        assertThat(Inbox.done(limits.release(two))).containsExactly(three.holder());
        assertThat(Inbox.done(limits.release(three)))
                .as("it was called and is not there")
                .isEmpty();
        assertThat(Inbox.done(limits.take(another(one)))).isEqualTo(NOW);
    }

    @Test
    default void whoever_lines_up_when_there_is_room_again_is_called_at_once() throws Exception {
        Limits limits = limits(() -> Examples.MOMENT);
        Permit one = permit(TaskId.random().value(), concurrency(1));
        Permit two = another(one);
        Inbox.done(limits.take(one));
        Inbox.done(limits.take(two));
        Inbox.done(limits.release(one));

        assertThat(Inbox.done(limits.lineUp(two))).containsExactly(two.holder());
        assertThat(Inbox.done(limits.lineUp(two))).as("told once more").containsExactly(two.holder());
    }

    @Test
    default void a_holder_that_comes_again_is_given_its_own_permit() throws Exception {
        Limits limits = limits(() -> Examples.MOMENT);
        Permit one = permit(TaskId.random().value(), concurrency(2));
        Permit two = another(one);

        for (int i = 0; i < 5; i++) {
            assertThat(Inbox.done(limits.take(one))).isEqualTo(NOW);
        }
        assertThat(Inbox.done(limits.take(two))).isEqualTo(NOW);
        assertThat(Inbox.done(limits.take(one.of(new Holder(one.holder().id(), 1)))))
                .as("its next attempt")
                .isInstanceOf(Grant.Full.class);
    }

    @Test
    default void the_permit_of_a_lost_holder_comes_back_unless_it_was_renewed() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Examples.MOMENT);
        Limits limits = limits(now::get);
        Permit lost = permit(TaskId.random().value(), concurrency(2));
        Permit alive = another(lost);
        Permit waiting = another(lost);
        Inbox.done(limits.take(lost));
        Inbox.done(limits.take(alive));
        Inbox.done(limits.take(waiting));
        Inbox.done(limits.lineUp(waiting));

        now.set(now.get().plus(Limits.LEASE.dividedBy(2)));
        Inbox.done(limits.renew(alive));
        now.set(now.get().plus(Limits.LEASE.dividedBy(2)));

        assertThat(Inbox.done(limits.take(waiting))).isEqualTo(NOW);
        assertThat(Inbox.done(limits.take(lost))).isInstanceOf(Grant.Full.class);
        Inbox.done(limits.release(alive));
        Inbox.done(limits.renew(alive));
        assertThat(Inbox.done(limits.take(lost)))
                .as("a released permit is not renewed")
                .isEqualTo(NOW);
    }

    @Test
    default void a_permit_that_was_promised_and_not_fetched_goes_to_the_next() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Examples.MOMENT);
        Limits limits = limits(now::get);
        Permit one = permit(TaskId.random().value(), concurrency(1));
        Permit gone = another(one);
        Permit next = another(one);
        Inbox.done(limits.take(one));
        Inbox.done(limits.lineUp(gone));
        Inbox.done(limits.lineUp(next));
        assertThat(Inbox.done(limits.release(one))).containsExactly(gone.holder());

        now.set(now.get().plus(Limits.PROMISE));

        assertThat(Inbox.done(limits.take(next))).isEqualTo(NOW);
    }

    @Test
    default void keys_do_not_stand_in_each_others_way() throws Exception {
        Limits limits = limits(() -> Examples.MOMENT);
        Allowance both = new Allowance(1, Duration.ofHours(1), 1, 1);
        Grant now = new Grant.Granted(Duration.ZERO, both.slack());
        String task = TaskId.random().value();

        for (String key : List.of("", "a", "b", "}", "{a}", "a:b", "ü \n")) {
            Permit permit = new Permit(task, key, both, new Holder(TaskId.random(), 0));
            assertThat(Inbox.done(limits.take(permit))).as(key).isEqualTo(now);
            assertThat(Inbox.done(limits.take(another(permit)))).as(key).isInstanceOf(Grant.Full.class);
        }
    }

    @Test
    default void each_gets_a_moment_of_its_own_and_keeps_it() throws Exception {
        Limits limits = limits(() -> Examples.MOMENT);
        Permit first = permit(TaskId.random().value(), TEN_A_SECOND);
        List<Permit> all =
                Stream.iterate(first, LimitsContract::another).limit(5).toList();

        for (int round = 0; round < 2; round++) {
            for (int i = round * 2; i < 5; i++) {
                Grant grant = i < 2 ? NOW : new Grant.Later(INTERVAL.multipliedBy(i - 1));
                assertThat(Inbox.done(limits.take(all.get(i)))).isEqualTo(grant);
            }
        }
    }

    @Test
    default void who_waits_is_granted_its_moment_in_advance_and_a_newcomer_what_nobody_came_for() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Examples.MOMENT);
        Limits limits = limits(now::get);
        Permit first = permit(TaskId.random().value(), TEN_A_SECOND);
        Duration lead = TEN_A_SECOND.lead();
        Permit second = another(first);
        Permit third = another(first);
        for (Permit permit : List.of(first, another(first), second, third)) {
            Inbox.done(limits.take(permit));
        }

        now.set(Examples.MOMENT.plus(INTERVAL).minus(lead));
        assertThat(Inbox.done(limits.take(another(first))))
                .as("a newcomer is behind those who wait")
                .isEqualTo(new Grant.Later(lead.plus(INTERVAL.multipliedBy(2))));
        assertThat(Inbox.done(limits.take(second))).isEqualTo(new Grant.Granted(lead, lead.plus(TEN_A_SECOND.slack())));
        now.set(Examples.MOMENT.plus(INTERVAL.multipliedBy(2)));
        assertThat(Inbox.done(limits.take(another(first)))).as("nobody came").isEqualTo(NOW);
        assertThat(Inbox.done(limits.take(third)))
                .as("late, it is given the next")
                .isEqualTo(new Grant.Later(INTERVAL));
        now.set(Examples.MOMENT.plus(INTERVAL.multipliedBy(3)));
        assertThat(Inbox.done(limits.take(third))).isEqualTo(NOW);
        assertThat(Inbox.done(limits.takeAgain(third)))
                .as("too late to start, it is before all others")
                .isEqualTo(new Grant.Later(INTERVAL));
    }

    @Test
    default void a_clock_that_is_set_back_holds_nobody_up() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Examples.MOMENT);
        Limits limits = limits(now::get);
        Permit rated = permit(TaskId.random().value(), TEN_A_SECOND);
        Permit lost = permit(TaskId.random().value(), concurrency(1));
        for (int i = 0; i < 3; i++) {
            Inbox.done(limits.take(another(rated)));
        }
        Inbox.done(limits.take(lost));

        now.set(Examples.MOMENT.minus(Duration.ofHours(1)));
        Inbox.done(limits.take(another(rated)));
        Inbox.done(limits.take(another(lost)));

        now.set(now.get().plus(INTERVAL).plus(TEN_A_SECOND.lead()));
        assertThat(Inbox.done(limits.take(another(rated)))).isEqualTo(NOW);
        now.set(now.get().plus(Limits.LEASE));
        assertThat(Inbox.done(limits.take(another(lost)))).isEqualTo(NOW);
    }

    @Test
    default void those_who_ask_at_once_are_given_no_more_than_there_is() throws Exception {
        Limits limits = limits(() -> Examples.MOMENT);
        Permit rated = permit(TaskId.random().value(), new Allowance(50, Duration.ofSeconds(1), 7, 0));
        Permit counted = permit(TaskId.random().value(), concurrency(5));

        assertThat(grantedAtOnce(limits, rated)).isEqualTo(7);
        assertThat(grantedAtOnce(limits, counted)).isEqualTo(5);
    }

    private static long grantedAtOnce(Limits limits, Permit permit) throws Exception {
        List<CompletableFuture<Grant>> asked = IntStream.range(0, 200)
                .parallel()
                .mapToObj(_ -> limits.take(another(permit)))
                .toList();
        Inbox.done(CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new)));
        return asked.stream()
                .filter(grant -> grant.join() instanceof Grant.Granted)
                .count();
    }

    private static Allowance concurrency(int most) {
        return new Allowance(0, Duration.ofSeconds(1), 1, most);
    }

    private static Permit permit(String task, Allowance allowance) {
        return new Permit(task, "key", allowance, new Holder(TaskId.random(), 0));
    }

    private static Permit another(Permit permit) {
        return permit.of(new Holder(TaskId.random(), 0));
    }
}
