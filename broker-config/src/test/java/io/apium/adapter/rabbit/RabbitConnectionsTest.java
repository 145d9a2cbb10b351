package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RabbitConnectionsTest {

    @Test
    void the_reason_is_what_is_at_the_bottom() {
        Exception bottom = new IllegalStateException("no route to host");

        assertThat(RabbitConnections.reason(new RuntimeException("outer", new RuntimeException("inner", bottom))))
                .isEqualTo("no route to host");
        assertThat(RabbitConnections.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void causes_that_go_round_in_a_circle_have_a_reason() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(RabbitConnections.reason(new RuntimeException("outer", first)))
                .isEqualTo("second");
    }
}
