package io.apium.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.Http.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@ApiTest
@Import(ReadinessTest.SchedulerInTheSameProcess.class)
class ReadinessTest {

    @Autowired
    Http http;

    @TestConfiguration(proxyBeanMethods = false)
    static class SchedulerInTheSameProcess {

        @Bean
        HealthIndicator schedulerHealthIndicator() {
            return () -> Health.down().withDetail("lastTurn", "none yet").build();
        }
    }

    @Test
    void a_scheduler_in_the_same_process_is_named_and_counts() {
        Answer ready = http.get("/readyz");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.text("/components/scheduler/status")).isEqualTo("DOWN");
        assertThat(ready.text("/components/scheduler/details/lastTurn")).isEqualTo("none yet");
        assertThat(ready.text("/components/broker/status")).isEqualTo("UP");
        assertThat(http.get("/livez").status()).isEqualTo(200);
    }
}
