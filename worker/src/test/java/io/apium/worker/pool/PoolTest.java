package io.apium.worker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    void a_pool_grows_and_shrinks_while_its_slots_are_taken(Pool.Kind kind) throws InterruptedException {
        Pool pool = new Pool(kind, 1, PoolTest.class.getClassLoader());
        Semaphore running = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        for (int i = 0; i < 6; i++) {
            pool.execute(() -> {
                running.release();
                mayEnd.acquireUninterruptibly();
            });
        }
        running.acquire();

        pool.resize(4);
        running.acquire(3);
        assertThat(pool.slots()).isEqualTo(4);
        pool.resize(1);
        assertThat(pool.busy()).as("none is ended for it").isEqualTo(4);

        mayEnd.release(3);
        await().until(() -> pool.busy() == 1);
        assertThat(running.tryAcquire())
                .as("the others left when their attempts had ended")
                .isFalse();
        mayEnd.release(3);
        running.acquire(2);
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_stuck_slot_stays_replaced_whatever_the_size(Pool.Kind kind) throws InterruptedException {
        Pool pool = new Pool(kind, 1, PoolTest.class.getClassLoader());
        Semaphore running = new Semaphore(0);
        Semaphore stuckMayEnd = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        pool.execute(() -> {
            running.release();
            stuckMayEnd.acquireUninterruptibly();
            pool.recover();
        });
        running.acquire();
        pool.replace();

        pool.resize(2);
        for (int i = 0; i < 3; i++) {
            pool.execute(() -> {
                running.release();
                mayEnd.acquireUninterruptibly();
            });
        }
        running.acquire(2);
        assertThat(pool.busy()).isEqualTo(2);
        assertThat(pool.stuck()).isOne();

        stuckMayEnd.release();
        await().until(() -> pool.stuck() == 0 && pool.busy() == 2);
        assertThat(running.tryAcquire()).as("its thread has left").isFalse();
        mayEnd.release(3);
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
