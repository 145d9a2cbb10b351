package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.client.ScheduleRegistrar;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.task.QueueName;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.DeclaredSchedule;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class BeatsTest {

    @SuppressWarnings("unused")
    static class Tasks {

        @Task("tick")
        @Beat(every = "PT10S")
        void tick() {}

        @Task("report")
        @Beat(
                name = "nightly",
                crontab = "30 2 * * *",
                timezone = "Europe/Berlin",
                args = "[\"all\", {\"depth\": 2}]",
                queue = "reports",
                overlap = Overlap.SKIP,
                catchUp = CatchUp.NONE)
        @Beat(name = "weekly", every = "P7D", args = "[]")
        void report() {}
    }

    @SuppressWarnings("unused")
    static class Wrong {

        @Task("neither")
        @Beat
        void neither() {}

        @Task("both")
        @Beat(every = "PT1S", crontab = "* * * * *")
        void both() {}

        @Task("short")
        @Beat(every = "PT0.01S")
        void tooShort() {}

        @Task("text")
        @Beat(every = "often")
        void text() {}

        @Task("zone")
        @Beat(crontab = "* * * * *", timezone = "Mars/Olympus")
        void zone() {}

        @Task("object")
        @Beat(every = "PT1S", args = "{}")
        void object() {}

        @Task("broken")
        @Beat(every = "PT1S", args = "[1")
        void broken() {}

        @Task("name")
        @Beat(name = "a b", every = "PT1S")
        void name() {}
    }

    private final MemoryStore store = new MemoryStore(InstantSource.fixed(Samples.NOW));
    private final ScheduleRegistrar beats = new ScheduleRegistrar(store.ledger(), InstantSource.fixed(Samples.NOW));

    @Test
    void a_schedule_is_what_its_method_declares() {
        assertThat(declared(Tasks.class, "tick"))
                .containsExactly(new Schedule(
                        "tick",
                        Signature.of("tick"),
                        new Interval(Duration.ofSeconds(10), Instant.EPOCH),
                        Overlap.ALLOW,
                        CatchUp.LAST,
                        true));
        assertThat(declared(Tasks.class, "report"))
                .hasSize(2)
                .contains(new Schedule(
                        "nightly",
                        Signature.of("report", "all", Map.of("depth", 2))
                                .with(TaskOptions.NONE.withRouting(new Routing(new QueueName("reports"), null))),
                        new Crontab("30 2 * * *", ZoneId.of("Europe/Berlin")),
                        Overlap.SKIP,
                        CatchUp.NONE,
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "neither | exactly one of every and crontab must be set, got: every '' and crontab ''",
                "both | exactly one of every and crontab must be set, got: every 'PT1S' and crontab '* * * * *'",
                "short | every must be PT0.1S to PT87840H in whole milliseconds, got: PT0.01S",
                "text | Text cannot be parsed to a Duration",
                "zone | Unknown time-zone ID: Mars/Olympus",
                "object | args is a JSON array, got: '{}'",
                "broken | args is a JSON array, got: '[1'",
                "name | schedule name must have only letters, digits and . _ -, got: 'a b'",
            })
    void a_declaration_that_cannot_be_is_named(String task, String reason) {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> declared(Wrong.class, task))
                .withMessageStartingWith("@Beat of void io.apium.worker.BeatsTest$Wrong.")
                .withMessageContaining(": " + reason);
    }

    @Test
    void a_worker_that_starts_writes_down_what_its_tasks_declare() {
        @SuppressWarnings("unused")
        class Ticks {
            @Task("tick")
            @Beat(every = "PT10S")
            void tick() {}
        }
        try (WorkerFixture fixture = WorkerFixture.started(new Ticks())) {
            Entry entry = fixture.store.ledger().find(EntryKey.schedule("tick")).orElseThrow();

            assertThat(entry.wake()).isEqualTo(Samples.NOW.plusSeconds(10));
        }
    }

    @Test
    void what_is_there_as_declared_is_left_alone() {
        var _ = beats.declare(List.of(every(10)));
        var _ = beats.declare(List.of(every(10)));

        assertThat(entry().revision()).isEqualTo(1);
    }

    @Test
    void what_is_declared_anew_is_changed_and_stays_paused() {
        var _ = beats.declare(List.of(every(10)));
        io.apium.ledger.ScheduleEntry paused = standing().pause();
        assertThat(store.ledger().write(paused, 1, null).join()).isTrue();

        var _ = beats.declare(List.of(every(20)));

        assertThat(standing().schedule()).isEqualTo(every(20));
        assertThat(standing().paused()).isTrue();
        assertThat(entry().wake()).isNull();
    }

    @Test
    void a_store_that_is_away_is_waited_for_while_the_worker_runs() {
        store.fail();
        var _ = beats.declare(List.of(every(10)));

        store.recover();

        assertThat(standing().schedule()).isEqualTo(every(10));
    }

    @Test
    void two_schedules_of_one_name_stop_the_start() {
        DeclaredSchedule one = new DeclaredSchedule(every(10), "here");
        DeclaredSchedule other = new DeclaredSchedule(every(20), "there");

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> new HandlerRegistry(List.of(), List.of(one, other)))
                .withMessage("schedule tick is declared twice: by here and there");
    }

    private Entry entry() {
        return store.ledger().find(EntryKey.schedule("tick")).orElseThrow();
    }

    private io.apium.ledger.ScheduleEntry standing() {
        return (io.apium.ledger.ScheduleEntry) entry().state();
    }

    private static Schedule every(int seconds) {
        Interval timetable = new Interval(Duration.ofSeconds(seconds), Instant.EPOCH);
        return new Schedule("tick", Signature.of("tick"), timetable, Overlap.ALLOW, CatchUp.LAST, true);
    }

    private static List<Schedule> declared(Class<?> type, String task) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Task.class))
                .filter(method -> method.getAnnotation(Task.class).value().equals(task))
                .flatMap(method ->
                        DeclaredSchedule.of(method, method.getAnnotation(Task.class), new HandlerJson()).stream())
                .map(DeclaredSchedule::schedule)
                .toList();
    }
}
