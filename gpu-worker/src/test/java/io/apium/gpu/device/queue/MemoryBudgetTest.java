package io.apium.gpu.device.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    @Test
    void it_is_never_overdrawn_and_everybody_gets_a_turn() throws Exception {
        MemoryBudget budget = new MemoryBudget(100);
        AtomicLong used = new AtomicLong();
        AtomicLong most = new AtomicLong();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int seed = 0; seed < 50; seed++) {
                Random random = new Random(seed);
                all.add(CompletableFuture.runAsync(() -> takeAndGive(budget, random, used, most), threads));
            }
        }

        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        assertThat(most.get()).isBetween(1L, 100L);
        assertThat(budget.used()).isZero();
    }

    private static void takeAndGive(MemoryBudget budget, Random random, AtomicLong used, AtomicLong most) {
        for (int i = 0; i < 200; i++) {
            long bytes = random.nextInt(101);
            try {
                budget.take(bytes);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            most.accumulateAndGet(used.addAndGet(bytes), Math::max);
            used.addAndGet(-bytes);
            budget.give(bytes);
        }
    }

    @Test
    void a_large_one_is_not_passed_by_small_ones() throws Exception {
        MemoryBudget budget = new MemoryBudget(100);
        budget.take(60);
        Thread large = Thread.ofVirtual().start(() -> take(budget, 100));
        await().until(() -> large.getState() == Thread.State.WAITING);
        Thread small = Thread.ofVirtual().start(() -> take(budget, 1));
        await().until(() -> small.getState() == Thread.State.WAITING);

        budget.give(60);

        assertThat(large.join(Duration.ofSeconds(10))).isTrue();
        assertThat(budget.used()).isEqualTo(100);
        budget.give(100);
        assertThat(small.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void what_never_fits_is_refused() {
        assertThatThrownBy(() -> new MemoryBudget(100).take(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100")
                .hasMessageContaining("101");
    }

    private static void take(MemoryBudget budget, long bytes) {
        try {
            budget.take(bytes);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
