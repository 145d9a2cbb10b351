package io.apium.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.Signature;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ScheduleChangesTest {

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
        assertThat(ledger.find(EntryKey.schedule("tick")).orElseThrow().wake())
                .isEqualTo(Instant.parse(replaced.text("/next")));
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
    void a_declared_schedule_is_changed_where_it_is_declared() {
        Interval hourly = new Interval(Duration.ofHours(1), Instant.parse("2026-11-22T00:00:00Z"));
        Schedule schedule =
                new Schedule("declared", Signature.of("math.add", 1), hourly, Overlap.QUEUE, CatchUp.LAST, true);
        ScheduleEntry entry = ScheduleEntry.of(schedule, Instant.now());
        ledger.write(entry, Ledger.NONE, entry.next()).join();
        String path = "/v1/schedules/declared";

        for (Answer refused :
                List.of(http.put(path, "{\"task\":\"t\",\"every\":\"PT1H\"}"), http.patch(path, "{\"paused\":true}"))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("/type")).isEqualTo("urn:apium:problem:declared-schedule");
        }
        assertThat(http.get(path).at("/declared").asBoolean()).isTrue();
        assertThat(http.post(path + ":pause", "").text("/state")).isEqualTo("paused");
        assertThat(http.post(path + ":resume", "").text("/state")).isEqualTo("active");
        assertThat(http.post(path + ":run", "").status()).isEqualTo(202);
        assertThat(http.delete(path).status())
                .as("it may have been taken out of the code")
                .isEqualTo(204);
    }
}
