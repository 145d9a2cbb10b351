package io.apium.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.apium.task.TaskId;
import io.apium.worker.handler.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevokedTasksTest {

    private static final Instant END = Samples.NOW.plusSeconds(60);

    private final RevokedTasks revoked = new RevokedTasks();

    @Test
    void the_oldest_ids_are_forgotten_when_there_are_too_many() {
        for (int i = 0; i <= RevokedTasks.IDS_MAX; i++) {
            revoked.add(new Revocation.OfTask(new TaskId("t" + i)), Samples.NOW);
            revoked.add(new Revocation.OfTask(new TaskId("t" + i)), Samples.NOW);
        }

        assertThat(contains("t0", "x", Samples.NOW)).isFalse();
        assertThat(contains("t1", "x", Samples.NOW)).isTrue();
        assertThat(contains("t" + RevokedTasks.IDS_MAX, "x", Samples.NOW)).isTrue();
    }

    @Test
    void a_filter_holds_for_what_it_matches_until_its_end() {
        revoked.add(all("slow"), Samples.NOW);

        assertThat(contains("a", "slow", END.minusMillis(1))).isTrue();
        assertThat(contains("a", "quick", Samples.NOW)).isFalse();
        assertThat(contains("a", "slow", END)).isFalse();
    }

    @Test
    void the_oldest_filters_are_forgotten_when_there_are_too_many() {
        for (int i = 0; i <= RevokedTasks.FILTERS_MAX; i++) {
            revoked.add(all("task" + i), Samples.NOW);
            revoked.add(all("task" + i), Samples.NOW);
        }

        assertThat(contains("a", "task0", Samples.NOW)).isFalse();
        assertThat(contains("a", "task1", Samples.NOW)).isTrue();
        assertThat(contains("a", "task" + RevokedTasks.FILTERS_MAX, Samples.NOW))
                .isTrue();
    }

    private boolean contains(String id, String task, Instant now) {
        return revoked.contains(Samples.message(id, Signature.of(task)), now);
    }

    private static Revocation all(String task) {
        return new Revocation.OfAll(new TaskFilter(task, null, null, null), END);
    }
}
