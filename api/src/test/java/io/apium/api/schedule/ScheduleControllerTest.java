package io.apium.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.Signature;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ScheduleControllerTest {

    private static final String TICK = "{\"name\":\"tick\",\"task\":\"demo.echo\",\"args\":[\"x\"],\"every\":\"PT1H\"}";

    @Autowired
    Http http;

    @Autowired
    Ledger ledger;

    @BeforeEach
    void none_are_left_from_before() {
        ledger.all(Kind.SCHEDULE)
                .forEach(entry -> ledger.remove(entry.key(), entry.revision()).join());
    }

    @Test
    void a_schedule_is_made_and_wakes_at_its_first_tick() {
        Instant before = Instant.now();
        Answer answer = http.post("/v1/schedules", TICK);
        Answer read = http.get(answer.header("Location"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/schedules/tick");
        assertThat(answer.header("ETag")).isNotEmpty().isEqualTo(read.header("ETag"));
        assertThat(read.body()).isEqualTo(answer.body());
        Instant next = Instant.parse(read.text("/next"));
        assertThat(next).isBetween(before.plusSeconds(3599), Instant.now().plusSeconds(3600));
        assertThat(read.body())
                .isEqualTo("{\"name\":\"tick\",\"task\":\"demo.echo\",\"args\":[\"x\"],\"every\":\"PT1H\","
                        + "\"overlap\":\"allow\","
                        + "\"catchUp\":\"last\",\"declared\":false,\"state\":\"active\",\"next\":\"" + next
                        + "\",\"sent\":0}");
        assertThat(entry("tick").wake()).isEqualTo(next);
    }

    @Test
    void a_schedule_keeps_everything_that_was_asked_for() {
        String options = "{\"queue\":\"slow\",\"priority\":3,\"expires\":30.5,\"timeLimit\":20,\"softTimeLimit\":10,"
                + "\"retry\":{\"maxRetries\":5,\"backoff\":0.5,\"backoffMax\":60,\"jitter\":false,\"deadLetter\":true},"
                + "\"shadow\":\"s\","
                + "\"link\":[{\"chain\":[{\"task\":\"a\",\"immutable\":true},{\"group\":[{\"task\":\"b\"}]}]}],"
                + "\"linkError\":[{\"chord\":{\"header\":[{\"task\":\"c\",\"args\":[null],\"options\":{\"countdown\":5}}],"
                + "\"body\":{\"task\":\"d\",\"kwargs\":{\"k\":1.50}}}}],\"headers\":{\"tenant\":\"t1\"}}";
        Answer answer = http.post(
                "/v1/schedules",
                "{\"name\":\"all\",\"task\":\"t\",\"kwargs\":{\"x\":null},\"options\":" + options
                        + ",\"at\":\"2030-01-01T01:00:00+01:00\",\"overlap\":\"queue\",\"catchUp\":\"none\","
                        + "\"paused\":true}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo("{\"name\":\"all\",\"task\":\"t\",\"kwargs\":{\"x\":null},\"options\":" + options
                        + ",\"at\":\"2030-01-01T00:00:00Z\",\"overlap\":\"queue\",\"catchUp\":\"none\","
                        + "\"declared\":false,\"state\":\"paused\",\"sent\":0}");
        assertThat(entry("all").wake()).isNull();
        assertThat(http.patch("/v1/schedules/all", "{\"paused\":false}").body())
                .contains("\"options\":" + options + ",");
    }

    @Test
    void what_has_happened_is_shown() {
        Instant last = Instant.parse("2026-11-22T10:00:00Z");
        Schedule schedule = schedule("busy");
        ScheduleEntry entry =
                new ScheduleEntry(schedule, false, last.plusSeconds(7200), last, last.plusSeconds(3600), 41);
        ledger.write(entry, Ledger.NONE, null).join();

        Answer read = http.get("/v1/schedules/busy");

        assertThat(read.text("/last")).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(read.text("/lastTaskId")).isEqualTo("busy@2026-11-22T10:00:00Z");
        assertThat(read.text("/queued")).isEqualTo("2026-11-22T11:00:00Z");
        assertThat(read.at("/sent").asInt()).isEqualTo(41);
        assertThat(http.get("/v1/schedules/busy", "If-None-Match", read.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void a_name_is_given_once() {
        http.post("/v1/schedules", TICK);
        Answer taken = http.post("/v1/schedules", TICK);

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("/type")).isEqualTo("urn:apium:problem:name-taken");
        assertThat(taken.text("/detail")).contains("'tick'");
    }

    @Test
    void a_request_with_a_key_makes_one_schedule_and_has_one_answer() {
        Answer first = http.post("/v1/schedules", TICK, "Idempotency-Key", "make-tick");
        Answer second = http.post("/v1/schedules", TICK, "Idempotency-Key", "make-tick");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void schedules_are_listed_by_name_page_by_page() {
        for (String name : List.of("d", "b", "a", "é", "c")) {
            http.post("/v1/schedules", TICK.replace("\"tick\"", "\"" + name + "\""));
        }

        List<String> listed = new ArrayList<>();
        String next = "/v1/schedules?limit=2";
        while (!next.isEmpty()) {
            Answer page = http.get(next);
            page.at("/items").forEach(item -> listed.add(item.get("name").asString()));
            next = page.text("/next");
            assertThat(page.header("Link")).isEqualTo(next.isEmpty() ? "" : "<" + next + ">; rel=\"next\"");
        }

        assertThat(listed).containsExactly("a", "b", "c", "d", "é");
        assertThat(http.get("/v1/schedules/%C3%A9").text("/name")).isEqualTo("é");
    }

    @Test
    void a_schedule_that_is_deleted_is_gone() {
        String tick = http.post("/v1/schedules", TICK).header("Location");

        assertThat(http.delete(tick).status()).isEqualTo(204);
        for (Answer gone : List.of(
                http.delete(tick),
                http.get(tick),
                http.patch(tick, "{}"),
                http.get(tick + "/next"),
                http.post(tick + ":pause", ""),
                http.post(tick + ":resume", ""),
                http.post(tick + ":run", ""))) {
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.text("/detail")).contains("schedule 'tick'");
        }
    }

    @Test
    void there_are_at_most_ten_thousand() {
        for (int i = 0; i < 10_000; i++) {
            Schedule schedule = new Schedule(
                    "s" + i, Signature.of("t"), new OneTime(Instant.MAX), Overlap.ALLOW, CatchUp.LAST, false);
            ledger.write(new ScheduleEntry(schedule, true, null, null, null, 0), Ledger.NONE, null)
                    .join();
        }

        Answer refused = http.post("/v1/schedules", TICK);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:apium:problem:too-many-schedules");
        assertThat(http.put("/v1/schedules/s1", "{\"task\":\"t\",\"every\":\"PT1H\"}")
                        .status())
                .isEqualTo(200);
    }

    private Entry entry(String name) {
        return ledger.find(EntryKey.schedule(name)).orElseThrow();
    }

    private static Schedule schedule(String name) {
        Interval hourly = new Interval(Duration.ofHours(1), Instant.parse("2026-11-22T00:00:00Z"));
        return new Schedule(name, Signature.of("math.add", 1), hourly, Overlap.QUEUE, CatchUp.LAST, false);
    }
}
