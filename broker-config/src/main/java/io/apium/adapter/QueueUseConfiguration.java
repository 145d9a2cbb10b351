package io.apium.adapter;

import io.apium.adapter.config.QueueProperties;
import io.apium.adapter.rabbit.QueueUse;
import io.apium.adapter.rabbit.RabbitConnections;
import io.apium.adapter.rabbit.RabbitCreatedQueues;
import io.apium.adapter.rabbit.RabbitQueueInspector;
import io.apium.adapter.redis.RedisQueueUse;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.broker.CreatedQueues;
import io.apium.broker.QueueInspector;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bookkeeping of queues that were declared for a message. */
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

    @Bean
    QueueInspector queueInspector(RabbitConnections connections, QueueUse use) {
        return new RabbitQueueInspector(connections, use);
    }
}
