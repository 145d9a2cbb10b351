package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.store.IdempotencyStore;
import io.apium.store.IdempotencyStore.Answer;
import io.apium.store.IdempotencyStore.Claim;
import io.apium.store.IdempotencyStore.Request;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link IdempotencyStore} promises while it is there. */
public interface IdempotencyStoreContract {

    Duration LONG = Duration.ofHours(1);
    Duration SHORT = Duration.ofMillis(200);
    Answer ANSWER = new Answer(202, Map.of("Location", "/v1/tasks/ž"), "{\"id\":\"馬\"}");

    /** The store under test, the same one throughout a test, whose clock goes on. */
    IdempotencyStore idempotency();

    @Test
    default void the_first_request_has_the_key_and_the_same_one_again_sees_it_running() {
        String key = key();

        assertThat(idempotency().claim(request(key, "a"), LONG)).isEqualTo(new Claim.Fresh());
        assertThat(idempotency().claim(request(key, "a"), LONG)).isEqualTo(new Claim.Running());
    }

    @Test
    default void another_request_with_the_same_key_is_a_mismatch_while_running_and_after() {
        String key = key();

        idempotency().claim(request(key, "a"), LONG);
        assertThat(idempotency().claim(request(key, "b"), LONG)).isEqualTo(new Claim.Mismatch());

        idempotency().answered(request(key, "a"), ANSWER, LONG);
        assertThat(idempotency().claim(request(key, "b"), LONG)).isEqualTo(new Claim.Mismatch());
    }

    @Test
    default void an_answer_is_given_again_to_the_same_request() {
        String key = key();

        idempotency().claim(request(key, "a"), LONG);
        idempotency().answered(request(key, "a"), ANSWER, LONG);

        assertThat(idempotency().claim(request(key, "a"), LONG)).isEqualTo(new Claim.Replay(ANSWER));
        assertThat(idempotency().claim(request(key, "a"), LONG)).isEqualTo(new Claim.Replay(ANSWER));
    }

    @Test
    default void a_key_that_is_released_is_free_for_any_request() {
        String key = key();

        Request first = request(key, "a");
        idempotency().claim(first, LONG);
        idempotency().release(first);

        assertThat(idempotency().claim(request(key, "b"), LONG)).isEqualTo(new Claim.Fresh());
    }

    @Test
    default void a_key_is_released_only_by_the_arrival_that_has_it_and_before_it_was_answered() {
        String key = key();
        Request first = request(key, "a");

        idempotency().claim(first, LONG);
        idempotency().release(request(key, "a"));
        assertThat(idempotency().claim(request(key, "a"), LONG)).isEqualTo(new Claim.Running());

        idempotency().answered(first, ANSWER, LONG);
        idempotency().release(first);
        assertThat(idempotency().claim(request(key, "a"), LONG)).isEqualTo(new Claim.Replay(ANSWER));
    }

    @Test
    default void a_key_is_free_again_when_its_lease_has_ended() {
        String key = key();

        assertThat(idempotency().claim(request(key, "a"), SHORT)).isEqualTo(new Claim.Fresh());

        await().atMost(ListenerInbox.PATIENCE)
                .until(() -> idempotency().claim(request(key, "b"), LONG).equals(new Claim.Fresh()));
    }

    @Test
    default void an_answer_is_forgotten_when_its_lifetime_has_ended() {
        String key = key();
        idempotency().claim(request(key, "a"), LONG);

        idempotency().answered(request(key, "a"), ANSWER, SHORT);

        await().atMost(ListenerInbox.PATIENCE)
                .until(() -> idempotency().claim(request(key, "a"), LONG).equals(new Claim.Fresh()));
    }

    @Test
    default void of_many_requests_at_once_one_has_the_key() {
        String key = key();

        List<Claim> claims = IntStream.range(0, 64)
                .parallel()
                .mapToObj(_ -> idempotency().claim(request(key, "a"), LONG))
                .toList();

        assertThat(claims).containsOnlyOnce(new Claim.Fresh());
        assertThat(claims).containsOnly(new Claim.Fresh(), new Claim.Running());
    }

    private static Request request(String key, String fingerprint) {
        return new Request(key, fingerprint, TaskId.random().value());
    }

    private static String key() {
        return TaskId.random().value();
    }
}
