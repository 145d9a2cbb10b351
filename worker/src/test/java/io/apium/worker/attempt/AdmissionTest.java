package io.apium.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.worker.UnsettledDelivery;
import io.apium.worker.handler.Samples;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final RelativeTime AT_NOW = new RelativeTime.At(Samples.NOW);
    private static final RelativeTime LATER = new RelativeTime.At(Samples.NOW.plusSeconds(5));
    private static final Disposition UNKNOWN = Disposition.unknownTask("t");

    @Test
    void a_revoked_task_ends_whatever_else_holds() {
        assertThat(admission(LATER, AT_NOW, true)).isEqualTo(settle(Disposition.revoked("revoked")));
    }

    @Test
    void a_task_expires_at_the_moment_that_it_names() {
        assertThat(admission(null, AT_NOW, false)).isEqualTo(settle(Disposition.expired(Samples.NOW, false)));
        assertThat(admission(null, LATER, false)).isEqualTo(settle(UNKNOWN));
    }

    @Test
    void a_task_waits_until_its_eta_and_no_longer() {
        assertThat(admission(LATER, null, false)).isEqualTo(settle(new Disposition.Delay(Samples.NOW.plusSeconds(5))));
        assertThat(admission(AT_NOW, null, false)).isEqualTo(settle(UNKNOWN));
    }

    private static Admission settle(Disposition disposition) {
        return new Admission.Settle(disposition);
    }

    private static Admission admission(@Nullable RelativeTime eta, @Nullable RelativeTime expires, boolean isRevoked) {
        Signature signature = Samples.timed(Signature.of("t"), new TaskOptions.Timing(eta, expires, null, null));
        return Admission.of(attempt(signature), Optional.empty(), isRevoked, false, Samples.NOW);
    }

    private static Attempt attempt(Signature signature) {
        TaskMessage message = Samples.message(signature);
        return new Attempt(message, new UnsettledDelivery(message, false));
    }
}
