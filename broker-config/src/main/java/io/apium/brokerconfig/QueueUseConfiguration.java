package io.apium.brokerconfig;

import io.apium.broker.CreatedQueues;
import io.apium.brokerconfig.rabbit.RabbitConnections;
import io.apium.brokerconfig.rabbit.QueueUse;
import io.apium.brokerconfig.rabbit.RabbitCreatedQueues;
import io.apium.brokerconfig.redis.RedisConnections;
import io.apium.brokerconfig.redis.RedisQueueUse;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is known of queues that were made for a message. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueProperties.class)
class QueueUseConfiguration {

    @Bean
    QueueUse queueUse(RedisConnections redis, InstantSource clock) {
        return new RedisQueueUse(redis, clock);
    }

    @Bean
    CreatedQueues createdQueues(RabbitConnections connections, QueueUse use, QueueProperties queues) {
        return new RabbitCreatedQueues(connections, use, queues);
    }
}
