package io.apium.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ScheduleActionsControllerTest {

    @Autowired
    Http http;

    @Autowired
    Ledger ledger;

    @Test
    void a_paused_schedule_does_not_wake_until_it_is_resumed() {
        String path = made("pausing");
        String tag = http.get(path).header("ETag");
        Answer paused = http.post(path + ":pause", "");
        var asleep = ledger.find(EntryKey.schedule("pausing")).orElseThrow();
        Answer again = http.post(path + ":pause", "");
        Answer resumed = http.post(path + ":resume", "");
        var awake = ledger.find(EntryKey.schedule("pausing")).orElseThrow();

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.text("/state")).isEqualTo("paused");
        assertThat(paused.header("ETag")).isNotEqualTo(tag);
        assertThat(asleep.wake()).isNull();
        assertThat(again.body()).isEqualTo(paused.body());
        assertThat(awake.revision())
                .as("nothing is written when nothing changes")
                .isEqualTo(asleep.revision() + 1);
        assertThat(resumed.text("/state")).isEqualTo("active");
        assertThat(awake.wake()).isEqualTo(Instant.parse(resumed.text("/next")));
    }

    @Test
    void a_schedule_is_run_at_once_and_that_is_no_tick() throws Exception {
        String path = made("running");

        Answer answer = http.begin("POST", path + ":run").get();
        Answer ended = http.get(answer.header("Location") + "?wait=10");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.text("/task")).isEqualTo("math.add");
        assertThat(ended.at("/result").asInt()).isEqualTo(5);
        assertThat(http.get(path).at("/sent").asInt()).isZero();
    }

    @Test
    void a_run_with_a_key_is_one_task() {
        String path = made("once");

        Answer first = http.post(path + ":run", "", "Idempotency-Key", "run-once");
        Answer second = http.post(path + ":run", "", "Idempotency-Key", "run-once");
        Answer other = http.post(path + ":run", "");

        assertThat(second.text("/id")).isEqualTo(first.text("/id")).isNotEqualTo(other.text("/id"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void the_next_ticks_are_told() {
        String path = made("telling");
        Instant first = Instant.parse(http.get(path).text("/next"));

        Answer three = http.get(path + "/next?count=3");
        http.post(path + ":pause", "");
        Answer ten = http.get(path + "/next");

        assertThat(three.text("/name")).isEqualTo("telling");
        assertThat(three.at("/next").valueStream().map(tick -> Instant.parse(tick.asString())))
                .isEqualTo(List.of(first, first.plus(Duration.ofHours(1)), first.plus(Duration.ofHours(2))));
        assertThat(ten.at("/next").size()).isEqualTo(10);
    }

    @Test
    void a_crontab_ticks_by_the_clock_on_the_wall_of_its_time_zone() {
        String noon = "{\"task\":\"t\",\"crontab\":\"0 12 * * *\",\"timezone\":\"Asia/Kolkata\"}";
        Answer made = http.put("/v1/schedules/noon", noon);
        Answer next = http.get("/v1/schedules/noon/next?count=2");
        Answer utc = http.patch("/v1/schedules/noon", "{\"timezone\":null}");

        assertThat(made.text("/timezone")).isEqualTo("Asia/Kolkata");
        assertThat(made.text("/next")).endsWith("T06:30:00Z").isEqualTo(next.text("/next/0"));
        assertThat(Duration.between(Instant.parse(next.text("/next/0")), Instant.parse(next.text("/next/1"))))
                .isEqualTo(Duration.ofDays(1));
        assertThat(utc.text("/crontab")).isEqualTo("0 12 * * *");
        assertThat(utc.text("/timezone")).isEqualTo("UTC");
        assertThat(utc.text("/next")).endsWith("T12:00:00Z");
    }

    @Test
    void the_sun_ticks_where_it_is_seen() {
        String dawn = "{\"task\":\"t\",\"solar\":{\"event\":\"dawn_civil\",\"latitude\":52.5,\"longitude\":13.4}}";
        Answer made = http.put("/v1/schedules/dawn", dawn);

        assertThat(made.at("/solar")).hasToString("{\"event\":\"dawn_civil\",\"latitude\":52.5,\"longitude\":13.4}");
        assertThat(Instant.parse(made.text("/next")))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(25)));
    }

    @Test
    void what_ticks_once_has_one_next_tick() {
        http.put("/v1/schedules/single", "{\"task\":\"t\",\"at\":\"2030-01-01T00:00:00Z\"}");

        assertThat(http.get("/v1/schedules/single/next?count=100").at("/next"))
                .hasToString("[\"2030-01-01T00:00:00Z\"]");
    }

    private String made(String name) {
        return http.put("/v1/schedules/" + name, "{\"task\":\"math.add\",\"args\":[2,3],\"every\":\"PT1H\"}")
                .header("Location");
    }
}
