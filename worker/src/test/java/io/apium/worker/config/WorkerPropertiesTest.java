package io.apium.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.task.QueueName;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WorkerPropertiesTest {

    @Test
    void nothing_needs_to_be_set() {
        WorkerProperties properties = bind(Map.of());

        assertThat(properties.enabled()).isTrue();
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(properties.plans(List.of()))
                .containsExactly(new PoolConfig(
                        "threads", Pool.Kind.THREADS, processors, null, List.of(QueueName.DEFAULT), null));
        assertThat(properties.plans(List.of()).getFirst().prefetchMax()).isEqualTo(Math.max(512, 4 * processors));
        assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(properties.taskJars()).isEmpty();
        assertThat(properties.trackStarted()).isFalse();
        assertThat(properties.maxArgumentSize()).isNull();
        assertThat(properties.maxResultSize()).isEqualTo(DataSize.ofMegabytes(64));
        assertThat(properties.maxInlineResultSize()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(properties.deliveryLimit()).isEqualTo(5);
        assertThat(properties.deadLetterExpired()).isFalse();
        assertThat(properties.node("h")).isEqualTo("apium@h");
    }

    @Test
    void everything_can_be_set() {
        WorkerProperties properties = bind(Map.of(
                "apium.worker.queues", "a,b",
                "apium.worker.pool", "virtual",
                "apium.worker.name", "one@there",
                "apium.worker.task-jars", "x.jar,y"));

        List<QueueName> queues = List.of(new QueueName("a"), new QueueName("b"));
        assertThat(properties.plans(List.of()))
                .containsExactly(new PoolConfig("virtual", Pool.Kind.VIRTUAL, 100, null, queues, null));
        assertThat(properties.plans(List.of()).getFirst().prefetchMax()).isEqualTo(512);
        assertThat(properties.node("h")).isEqualTo("one@there");
        assertThat(properties.taskJars()).containsExactly("x.jar", "y");
    }

    @Test
    void a_pool_may_begin_with_fewer_slots_than_it_may_have() {
        WorkerProperties properties =
                bind(Map.of("apium.worker.concurrency", "8", "apium.worker.min-concurrency", "2"));

        assertThat(properties.plans(List.of()).getFirst().slotsAtFirst()).isEqualTo(2);
        assertThat(properties.plans(List.of()).getFirst().slots()).isEqualTo(8);
    }

    @Test
    void a_worker_may_have_several_pools() {
        WorkerProperties properties = bind(Map.of(
                "apium.worker.pools.mail.queues", "mail",
                "apium.worker.pools.mail.pool", "virtual",
                "apium.worker.pools.mail.concurrency", "7",
                "apium.worker.pools.mail.prefetch", "9"));

        assertThat(properties.plans(List.of()))
                .hasSize(2)
                .element(1)
                .isEqualTo(new PoolConfig("mail", Pool.Kind.VIRTUAL, 7, null, List.of(new QueueName("mail")), 9));
    }

    @Test
    void a_worker_without_queues_of_its_own_has_the_further_pools_alone() {
        WorkerProperties properties = bind(Map.of("apium.worker.queues", "", "apium.worker.pools.mail.queues", "mail"));

        assertThat(properties.plans(List.of())).extracting(PoolConfig::name).containsExactly("mail");
    }

    @Test
    void a_worker_without_any_pool_is_refused() {
        WorkerProperties properties = bind(Map.of("apium.worker.queues", ""));

        assertThatThrownBy(() -> properties.plans(List.of()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("apium.worker.queues");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queues | a b | apium.worker.queues: queue name must have",
                "concurrency | 0 | apium.worker.concurrency must be 1 to 10000, got: '0'",
                "min-concurrency | 10001 | apium.worker.min-concurrency must be 1 to apium.worker.concurrency, which is ",
                "pools.mail.min-concurrency | 0 | apium.worker.pools.mail.queues must name at least one queue",
                "prefetch | 70000 | apium.worker.prefetch must be 1 to 65535, got: '70000'",
                "name | ' ' | apium.worker.name must have 1 to 200 characters, got: ' '",
                "shutdown-timeout | -1s | apium.worker.shutdown-timeout must be PT0S to P1D, got: 'PT-1S'",
                "max-argument-size | 0B | apium.worker.max-argument-size must be at least 1B, got: '0B'",
                "max-inline-result-size | 0B | apium.worker.max-inline-result-size must be at least 1B, got: '0B'",
                "max-result-size | 0B | apium.worker.max-result-size must be at least 1B, got: '0B'",
                "pools.threads.queues | a | apium.worker.pools must not have the name of the first pool, got: 'threads'",
                "pools.mail.pool | virtual | apium.worker.pools.mail.queues must name at least one queue, got: '[]'",
                "delivery-limit | 0 | apium.worker.delivery-limit must be 1 to 1000, got: '0'",
            })
    void a_value_that_cannot_be_is_named(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("apium.worker." + key, value)))
                .rootCause()
                .hasMessageContaining(message);
    }

    private static WorkerProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("apium.worker", WorkerProperties.class);
    }
}
