package io.apium.api.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.api.error.ApiException;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

@Timeout(20)
class CompletionWaiterTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final MemoryStore store = new MemoryStore(InstantSource.system());
    private final StoreTimeout timeout = new StoreTimeout(store.results());
    private final CompletionWaiter waiter = new CompletionWaiter(store.results(), timeout);

    @Test
    void a_wait_for_many_is_over_when_the_last_has_ended_in_whatever_order() throws Exception {
        List<TaskId> tasks =
                IntStream.range(0, 20).mapToObj(i -> new TaskId("t" + i)).toList();
        CompletableFuture<Void> waiting = begun(tasks);

        tasks.subList(1, 20).forEach(this::end);
        assertThat(waiting).isNotDone();
        end(tasks.getFirst());

        waiting.get();
    }

    @Test
    void every_wait_is_over_when_the_server_shuts_down() throws Exception {
        CompletableFuture<Void> waiting = begun(List.of(new TaskId("never")));

        waiter.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));

        waiting.get();
        waiter.untilEnded(List.of(new TaskId("never")), LONG);
        assertThat(waiter.areClosed()).isTrue();
    }

    @Test
    void a_store_that_hangs_counts_as_away() {
        store.fail();
        CountDownLatch never = new CountDownLatch(1);
        Instant begin = Instant.now();

        assertThatThrownBy(() -> timeout.tell(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("STORE");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    private CompletableFuture<Void> begun(List<TaskId> tasks) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        waiter.untilEnded(tasks, LONG);
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException("the wait was interrupted", stopped);
                    }
                },
                Thread::startVirtualThread);
    }

    private void end(TaskId id) {
        store.results()
                .end(new TaskRecord.Succeeded(id, JsonText.NULL, Instant.now(), ResultMetadata.UNKNOWN))
                .join();
    }
}
