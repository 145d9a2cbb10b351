package io.apium.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.Signature;
import io.apium.ledger.Beat;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.schedule.Interval;
import io.apium.schedule.Once;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import java.net.http.HttpRequest.BodyPublishers;
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
                .isEqualTo(
                        "{\"name\":\"tick\",\"task\":\"demo.echo\",\"args\":[\"x\"],\"every\":\"PT1H\",\"overlap\":\"allow\","
                                + "\"catchUp\":\"last\",\"declared\":false,\"state\":\"active\",\"next\":\"" + next
                                + "\",\"sent\":0}");
        assertThat(entry("tick").wake()).isEqualTo(next);
    }

    @Test
    void a_schedule_keeps_everything_that_was_asked_for() {
        String options = "{\"queue\":\"slow\",\"priority\":3,\"expires\":30.5,\"timeLimit\":20,\"softTimeLimit\":10,"
                + "\"retry\":{\"maxRetries\":5,\"backoff\":0.5,\"backoffMax\":60,\"jitter\":false,\"keep\":true},"
                + "\"shadow\":\"s\",\"link\":[{\"chain\":[{\"task\":\"a\",\"immutable\":true},{\"group\":[{\"task\":\"b\"}]}]}],"
                + "\"linkError\":[{\"chord\":{\"header\":[{\"task\":\"c\",\"args\":[null],\"options\":{\"countdown\":5}}],"
                + "\"body\":{\"task\":\"d\",\"kwargs\":{\"k\":1.50}}}}],\"headers\":{\"tenant\":\"t1\"}}";
        Answer answer = http.post(
                "/v1/schedules",
                "{\"name\":\"all\",\"task\":\"t\",\"kwargs\":{\"x\":null},\"options\":" + options
                        + ",\"at\":\"2030-01-01T01:00:00+01:00\",\"overlap\":\"queue\",\"catchUp\":\"none\",\"paused\":true}");

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
        Schedule schedule = schedule("busy", false);
        Beat beat = new Beat(schedule, false, last.plusSeconds(7200), last, last.plusSeconds(3600), 41);
        ledger.write(beat, Ledger.NONE, null).join();

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
    void a_put_makes_a_schedule_and_then_replaces_it() {
        String body = "{\"task\":\"demo.echo\",\"every\":\"PT1H\",\"catchUp\":\"all\"}";
        Answer made = http.put("/v1/schedules/tick", body);
        Answer same = http.put("/v1/schedules/tick", body);
        Answer replaced = http.put("/v1/schedules/tick", TICK.replace("PT1H", "PT2H"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/v1/schedules/tick");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.text("/next")).as("ticks stay where they were").isEqualTo(made.text("/next"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("/every")).isEqualTo("PT2H");
        assertThat(replaced.text("/catchUp")).isEqualTo("last");
        assertThat(entry("tick").wake()).isEqualTo(Instant.parse(replaced.text("/next")));
    }

    @Test
    void a_patch_changes_what_it_names() {
        String tick = http.post("/v1/schedules", TICK).header("Location");
        Answer changed = http.patch(
                tick,
                "{\"every\":null,\"at\":\"2030-01-01T00:00:00Z\",\"options\":{\"queue\":\"slow\"},\"overlap\":\"skip\"}");
        Answer again = http.patch(tick, "{\"options\":{\"priority\":1},\"overlap\":null,\"paused\":true}");
        Answer plain = http.send(http.request(tick, "Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"args\":null}"))
                .build());

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text("/at")).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(changed.text("/next")).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(changed.text("/overlap")).isEqualTo("skip");
        assertThat(changed.at("/every").isMissingNode()).isTrue();
        assertThat(again.at("/options")).hasToString("{\"queue\":\"slow\",\"priority\":1}");
        assertThat(again.text("/overlap")).isEqualTo("allow");
        assertThat(again.text("/state")).isEqualTo("paused");
        assertThat(again.at("/next").isMissingNode()).isTrue();
        assertThat(plain.at("/args").isMissingNode()).isTrue();
        assertThat(plain.text("/state")).isEqualTo("paused");
    }

    @Test
    void a_change_is_refused_when_something_else_was_seen() {
        Answer made = http.post("/v1/schedules", TICK);
        String tick = made.header("Location");
        Answer changed = http.patch(tick, "{\"overlap\":\"skip\"}", "If-Match", made.header("ETag"));

        for (Answer late : List.of(
                http.patch(tick, "{\"overlap\":\"queue\"}", "If-Match", made.header("ETag")),
                http.put(tick, TICK, "If-Match", made.header("ETag")),
                http.delete(tick, "If-Match", made.header("ETag")),
                http.put("/v1/schedules/other", "{\"task\":\"t\",\"every\":\"PT1H\"}", "If-Match", "*"))) {
            assertThat(late.status()).isEqualTo(412);
            assertThat(late.text("/type")).isEqualTo("urn:apium:problem:precondition-failed");
        }
        assertThat(http.put(tick, TICK, "If-Match", "\"x\", " + changed.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(http.delete(tick, "If-Match", "*").status()).isEqualTo(204);
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
    void a_declared_schedule_is_changed_where_it_is_declared() {
        Beat beat = Beat.of(schedule("declared", true), Instant.now());
        ledger.write(beat, Ledger.NONE, beat.next()).join();
        String path = "/v1/schedules/declared";

        for (Answer refused : List.of(
                http.put(path, "{\"task\":\"t\",\"every\":\"PT1H\"}"),
                http.patch(path, "{\"paused\":true}"),
                http.delete(path))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("/type")).isEqualTo("urn:apium:problem:declared-schedule");
        }
        assertThat(http.get(path).at("/declared").asBoolean()).isTrue();
        assertThat(http.post(path + ":pause", "").text("/state")).isEqualTo("paused");
        assertThat(http.post(path + ":resume", "").text("/state")).isEqualTo("active");
        assertThat(http.post(path + ":run", "").status()).isEqualTo(202);
    }

    @Test
    void there_are_at_most_ten_thousand() {
        for (int i = 0; i < 10_000; i++) {
            Schedule schedule =
                    new Schedule("s" + i, Signature.of("t"), new Once(Instant.MAX), Overlap.ALLOW, CatchUp.LAST, false);
            ledger.write(new Beat(schedule, true, null, null, null, 0), Ledger.NONE, null)
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

    private static Schedule schedule(String name, boolean declared) {
        Interval hourly = new Interval(Duration.ofHours(1), Instant.parse("2026-11-22T00:00:00Z"));
        return new Schedule(name, Signature.of("math.add", 1), hourly, Overlap.QUEUE, CatchUp.LAST, declared);
    }
}
