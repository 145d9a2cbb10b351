package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class PoolTest {

    @ParameterizedTest
    @EnumSource
    void as_many_run_at_once_as_there_are_slots(Pool.Kind kind) throws InterruptedException {
        Pool pool = new Pool(kind, 2, PoolTest.class.getClassLoader());
        Semaphore running = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        for (int i = 0; i < 6; i++) {
            pool.execute(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                assertThat(Thread.currentThread().isVirtual()).isEqualTo(kind != Pool.Kind.THREADS);
                running.release();
                mayEnd.acquireUninterruptibly();
                now.decrementAndGet();
            });
        }
        running.acquire(2);
        assertThat(pool.busy()).isEqualTo(2);

        mayEnd.release(6);
        running.acquire(4);

        assertThat(most).hasValue(2);
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_pool_runs_nothing_and_refuses_nothing(Pool.Kind kind) {
        Pool pool = new Pool(kind, 1, PoolTest.class.getClassLoader());
        AtomicInteger runs = new AtomicInteger();

        pool.close();
        pool.execute(runs::incrementAndGet);

        assertThat(runs).hasValue(0);
        assertThat(pool.busy()).isZero();
    }
}
