package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.TaskId;
import org.junit.jupiter.api.Test;

class RevokedTest {

    @Test
    void the_oldest_are_forgotten_when_there_are_too_many() {
        Revoked revoked = new Revoked();
        for (int i = 0; i <= Revoked.SIZE_MAX; i++) {
            revoked.add(new TaskId("t" + i));
            revoked.add(new TaskId("t" + i));
        }

        assertThat(revoked.contains(new TaskId("t0"))).isFalse();
        assertThat(revoked.contains(new TaskId("t1"))).isTrue();
        assertThat(revoked.contains(new TaskId("t" + Revoked.SIZE_MAX))).isTrue();
    }
}
