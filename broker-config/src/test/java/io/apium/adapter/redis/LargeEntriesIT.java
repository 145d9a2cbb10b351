package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.adapter.bound.StoreBounds;
import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.broker.MessageTooLargeException;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.client.DelayedTasks;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.LedgerEntries;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is large in Redis is read a little at a time. */
class LargeEntriesIT {

    private static final MessageWriter WRITER = new MessageWriter("gen1@test");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int LARGE = 3_000_000;
    private static final long CLAIM_MAX = 16 * StoreBounds.CLAIM_BYTES.max();

    private TestServer server;
    private RedisConnections redis;
    private Ledger ledger;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.started();
        redis = new RedisConnections(new RedisProperties(server.url(), Duration.ofHours(1)));
        ledger = new RedisLedger(redis, new EntryCodec(WRITER, 2 * LARGE));
    }

    @AfterEach
    void stop() {
        redis.close();
        server.close();
    }

    @Test
    void large_delayed_tasks_that_are_due_together_are_claimed_one_by_one_and_small_ones_beside_them()
            throws Exception {
        List<EntryKey> large = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            large.add(write(task(LARGE), TaskExamples.MOMENT.plusMillis(i)));
        }
        List<EntryKey> small = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            small.add(write(LedgerEntries.task(), TaskExamples.MOMENT.plusSeconds(1)));
        }

        List<EntryKey> claimed = new ArrayList<>();
        Ledger.Claim claim = claim();
        int claims = 0;
        while (!claim.entries().isEmpty()) {
            claims++;
            assertThat(claim.bytes()).isLessThan(CLAIM_MAX + LARGE + 10_000);
            claim.entries().forEach(entry -> claimed.add(entry.key()));
            claim = claim();
        }

        assertThat(claimed).containsAll(large).containsAll(small).doesNotHaveDuplicates();
        assertThat(claims).isGreaterThanOrEqualTo(20);
        assertThat(claimed.subList(0, 60)).containsAnyElementsOf(small);
        assertThat(claimed.stream().filter(large::contains)).containsExactlyElementsOf(large);
    }

    @Test
    void a_claim_that_leaves_large_ones_says_to_look_again_at_once() throws Exception {
        write(task(LARGE), TaskExamples.MOMENT);
        write(task(LARGE), TaskExamples.MOMENT.plusMillis(1));

        Ledger.Claim claim = claim();

        assertThat(claim.entries()).hasSize(1);
        assertThat(claim.next()).isEqualTo(TaskExamples.MOMENT.plusMillis(1));
    }

    @Test
    void schedules_are_listed_in_pages_that_end_when_they_grow_large() throws Exception {
        List<String> names =
                IntStream.range(0, 12).mapToObj(i -> "s" + (10 + i)).toList();
        for (String name : names) {
            write(beat(name, name.endsWith("5") ? 100 : 1_500_000), null);
        }

        List<String> listed = new ArrayList<>();
        Ledger.Page page = ledger.page(Kind.SCHEDULE, null, 100);
        int pages = 1;
        while (page.next() != null) {
            assertThat(page.entries()).hasSizeBetween(1, 4);
            page.entries().forEach(entry -> listed.add(entry.key().name()));
            page = ledger.page(Kind.SCHEDULE, page.next(), 100);
            pages++;
        }
        page.entries().forEach(entry -> listed.add(entry.key().name()));

        assertThat(listed).isEqualTo(names);
        assertThat(pages).isGreaterThan(3);
        assertThat(ledger.all(Kind.SCHEDULE).map(Entry::key)).hasSize(names.size());
    }

    @Test
    void the_states_and_ends_of_large_records_are_read_without_their_results() throws Exception {
        RedisResultStore results = new RedisResultStore(redis);
        String fake = "\\\"date_done\\\": \\\"2001-01-01T00:00:00+00:00\\\"";
        TaskRecord.Ended ended = TaskExamples.succeeded(
                TaskId.random(), new JsonText("[\"" + "x".repeat(LARGE) + "\", \"" + fake + "\"]"));
        TaskRecord.Ended failed = TaskExamples.failed(TaskId.random());
        ListenerInbox.done(results.end(ended));
        ListenerInbox.done(results.end(failed));
        TaskId celery = TaskId.random();
        redis.read(client -> client.set(
                RedisKeys.record(celery),
                "{\"status\": \"PROGRESS\", \"result\": {\"date_done\": 7}, \"traceback\": null, \"children\": []}"));
        List<TaskId> ids = List.of(ended.id(), failed.id(), celery, TaskId.random());

        assertThat(results.states(ids))
                .isEqualTo(Map.of(ended.id(), "SUCCESS", failed.id(), "FAILURE", celery, "PROGRESS"));
        assertThat(results.ends(ids)).isEqualTo(Map.of(ended.id(), ended.endedAt(), failed.id(), failed.endedAt()));
    }

    @Test
    void what_could_never_be_sent_is_refused_at_the_door_and_what_just_fits_is_not() throws Exception {
        DelayedTasks delayedTasks = new DelayedTasks(ledger);
        DelayedTask fits = task(2 * LARGE - 100);
        DelayedTask large = task(2 * LARGE + 1);
        DelayedTask wide = new DelayedTask(message("漢".repeat(LARGE * 2 / 3 + 1)), TaskExamples.MOMENT);

        ListenerInbox.done(delayedTasks.keep(fits.message(), fits.due()));
        assertThat(ledger.find(fits.key())).isPresent();

        for (DelayedTask refused : List.of(large, wide)) {
            assertThatThrownBy(() -> ListenerInbox.done(delayedTasks.keep(refused.message(), refused.due())))
                    .hasRootCauseInstanceOf(MessageTooLargeException.class);
            assertThat(ledger.find(refused.key())).isEmpty();
        }
        assertThat(ListenerInbox.done(ledger.write(beat("fits", 2 * LARGE - 100), Ledger.NONE, null)))
                .isTrue();
        assertThatThrownBy(() -> ListenerInbox.done(ledger.write(beat("large", 2 * LARGE + 1), Ledger.NONE, null)))
                .hasRootCauseInstanceOf(MessageTooLargeException.class);
    }

    private Ledger.Claim claim() {
        return ledger.claim(TaskExamples.MOMENT.plusSeconds(2), 50, LEASE);
    }

    private EntryKey write(io.apium.ledger.EntryState state, Instant wake) throws Exception {
        assertThat(ListenerInbox.done(ledger.write(state, Ledger.NONE, wake))).isTrue();
        return state.key();
    }

    private static DelayedTask task(int length) {
        return new DelayedTask(message("x".repeat(length)), TaskExamples.MOMENT);
    }

    private static io.apium.canvas.TaskMessage message(String argument) {
        return Submission.of(Signature.of("demo.echo", argument), SubmissionContext.client(TaskExamples.MOMENT))
                .messages()
                .getFirst();
    }

    private static ScheduleEntry beat(String name, int length) {
        Schedule schedule = new Schedule(
                name,
                Signature.of("demo.echo", "x".repeat(length)),
                new Interval(Duration.ofHours(1), Instant.EPOCH),
                Overlap.ALLOW,
                CatchUp.LAST,
                false);
        return new ScheduleEntry(schedule, false, TaskExamples.MOMENT, null, null, 0);
    }
}
