package io.apium.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConfiguredSchedulesTest {

    private static final Map<String, String> NIGHTLY = Map.of(
            "apium.schedules.nightly.task",
            "report",
            "apium.schedules.nightly.args",
            "all,2,2.5,true,null",
            "apium.schedules.nightly.crontab",
            "30 2 * * *",
            "apium.schedules.nightly.timezone",
            "Europe/Berlin",
            "apium.schedules.nightly.overlap",
            "skip",
            "apium.schedules.nightly.catch-up",
            "none",
            "apium.schedules.nightly.queue",
            "reports");

    @Test
    void a_schedule_is_read_from_configuration() {
        Schedule nightly = bound(NIGHTLY).all().getFirst();

        assertThat(nightly.name()).isEqualTo("nightly");
        assertThat(nightly.work().task()).isEqualTo("report");
        assertThat(nightly.work().args()).containsExactly("all", 2, 2.5, true, null);
        assertThat(nightly.work().options().routing().queue()).hasToString("reports");
        assertThat(nightly.trigger()).isEqualTo(new Crontab("30 2 * * *", ZoneId.of("Europe/Berlin")));
        assertThat(nightly.overlap()).isEqualTo(Overlap.SKIP);
        assertThat(nightly.catchUp()).isEqualTo(CatchUp.NONE);
        assertThat(nightly.declared()).isTrue();
    }

    @Test
    void an_interval_is_counted_from_the_epoch_so_that_every_start_means_the_same_ticks() {
        Schedule tick = bound(Map.of("apium.schedules.tick.task", "tick", "apium.schedules.tick.every", "PT10S"))
                .all()
                .getFirst();

        assertThat(tick.trigger()).isEqualTo(new Interval(Duration.ofSeconds(10), Instant.EPOCH));
    }

    @Test
    void a_mistake_is_told_with_the_key() {
        Map<String, String> wrong = new HashMap<>(NIGHTLY);
        wrong.put("apium.schedules.nightly.every", "PT1S");

        assertThatThrownBy(() -> bound(wrong))
                .rootCause()
                .hasMessage("apium.schedules.nightly: exactly one of every and crontab must be set");
    }

    private static ConfiguredSchedules bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("apium", ConfiguredSchedules.class);
    }
}
