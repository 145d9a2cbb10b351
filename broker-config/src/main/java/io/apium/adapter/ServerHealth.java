package io.apium.adapter;

import io.apium.adapter.health.VitalThreads;
import io.apium.broker.Broker;
import io.apium.store.ResultStore;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of the two servers and of the vital threads, in processes with health endpoints. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class ServerHealth {

    @Bean
    HealthIndicator brokerHealthIndicator(Broker broker) {
        return () -> broker.isReachable() ? Health.up().build() : Health.down().build();
    }

    /** For liveness: a vital thread that has ended is not started again. */
    @Bean
    HealthIndicator threadsHealthIndicator(VitalThreads vital) {
        return () -> {
            List<String> dead = vital.dead();
            return dead.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("dead", dead).build();
        };
    }

    @Bean
    HealthIndicator storeHealthIndicator(ResultStore results) {
        return () -> results.isReachable() ? Health.up().build() : Health.down().build();
    }
}
