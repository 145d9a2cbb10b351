package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.work.Kernel;
import io.apium.store.BlobStore;
import io.apium.store.ResultStore;
import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.ProvidedPool;
import io.apium.worker.ProvidedTask;
import io.apium.worker.TaskProvider;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Timeout(60)
class GpuAutoConfigurationTest {

    @Configuration(proxyBeanMethods = false)
    static class InMemory {

        private final InstantSource clock = InstantSource.fixed(Bench.START);
        private final MemoryStore store = new MemoryStore(clock);

        @Bean
        InstantSource clock() {
            return clock;
        }

        @Bean
        BlobStore blobs() {
            return store.blobs();
        }

        @Bean
        ResultStore results() {
            return store.results();
        }

        @Bean
        WorkerRegistry workers() {
            return store.workers();
        }

        @Bean
        Kernel kernel() {
            return new FakeKernel();
        }
    }

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(InMemory.class)
            .withConfiguration(AutoConfigurations.of(GpuAutoConfiguration.class));

    @Test
    void a_worker_has_the_tasks_of_all_kernels_and_a_pool_for_them() {
        context.withPropertyValues("apium.gpu.devices=none", "apium.gpu.concurrency=7")
                .run(running -> {
                    TaskProvider provider = running.getBean(TaskProvider.class);

                    assertThat(provider.tasks())
                            .extracting(ProvidedTask::name)
                            .contains("gpu.saxpy", "gpu.elementwise", "gpu.twice");
                    assertThat(provider.pool()).map(ProvidedPool::slots).contains(7);
                    assertThat(provider.pool()).map(ProvidedPool::queues).contains(List.of(Bench.HOME));
                });
    }

    @Test
    void without_opencl_there_is_java_and_health_says_why() {
        context.withPropertyValues("apium.gpu.devices=none", "apium.gpu.java-threads=3")
                .run(running -> {
                    running.getBean(DeviceRegistry.class).awaited();
                    WorkerStatus.Device java =
                            running.getBean(TaskProvider.class).devices().getFirst();
                    var health = running.getBean(HealthIndicator.class).health();

                    assertThat(java.id()).isEqualTo("java");
                    assertThat(java.kind()).isEqualTo("java");
                    assertThat(java.ready()).isTrue();
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails())
                            .containsKey("java")
                            .containsEntry("error", "apium.gpu.devices is none");
                });
    }

    @Test
    void a_process_that_runs_no_tasks_has_no_devices() {
        context.withPropertyValues("apium.worker.enabled=false")
                .run(running -> assertThat(running).doesNotHaveBean(DeviceRegistry.class));
        context.withPropertyValues("apium.gpu.enabled=false")
                .run(running -> assertThat(running).doesNotHaveBean(DeviceRegistry.class));
    }
}
