package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.canvas.GroupMembership;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.task.GroupId;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class AttemptContextTest {

    @Test
    void it_says_what_the_message_says() {
        Signature member = Signature.of("t").member(new GroupMembership(new GroupId("g"), 0, null));
        AttemptContext context = Samples.context(member);

        assertThat(context.task()).isEqualTo("t");
        assertThat(context.attempt()).isEqualTo(1);
        assertThat(context.root()).isEqualTo(context.id());
        assertThat(context.parent()).isEmpty();
        assertThat(context.group()).contains(new GroupId("g"));
        assertThat(context.deadline()).isEmpty();
    }

    @Test
    void its_deadline_is_the_shorter_limit_counted_from_the_start() {
        TaskOptions.Timing limits = new TaskOptions.Timing(null, null, Duration.ofSeconds(9), Duration.ofSeconds(5));

        assertThat(Samples.context(Samples.timed(Signature.of("t"), limits)).deadline())
                .contains(Samples.NOW.plusSeconds(5));
    }

    @Test
    void it_throws_when_it_was_cancelled() {
        AttemptContext context = Samples.context(Signature.of("t"));
        context.throwIfCancelled();

        context.stop(StopReason.REVOKED);

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(context::throwIfCancelled)
                .withMessageContaining(context.id().value());
    }
}
