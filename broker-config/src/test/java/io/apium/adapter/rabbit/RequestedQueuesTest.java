package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.adapter.config.QueueProperties;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestedQueuesTest {

    private static final int MAX = 3;

    /** Records the calls of {@code created} and {@code used}. */
    private static final class Notes implements QueueUse {

        private final List<String> said = new ArrayList<>();

        @Override
        public void created(QueueName queue) {
            said.add("created " + queue);
        }

        @Override
        public void used(QueueName queue) {
            said.add("used " + queue);
        }

        @Override
        public List<QueueName> unusedSince(Instant moment) {
            return List.of();
        }

        @Override
        public boolean forget(QueueName queue) {
            return false;
        }
    }

    private final AtomicLong nanos = new AtomicLong();
    private final Set<QueueName> broker = new HashSet<>();
    private final Notes use = new Notes();
    private final RequestedQueues requested = requested(Duration.ofDays(7));

    @Test
    void as_many_new_queues_are_made_as_the_configuration_says_and_no_more() {
        for (int i = 0; i < MAX; i++) {
            publish("new-" + i);
        }

        for (int i = 0; i < 150; i++) {
            String name = "more-" + i;
            assertThatExceptionOfType(MessageRejectedException.class)
                    .isThrownBy(() -> publish(name))
                    .withMessageContaining("'" + name + "'")
                    .withMessageContaining("apium.broker.max-queues");
        }
        assertThat(broker).hasSize(MAX);
    }

    @Test
    void queues_that_are_there_and_those_that_were_made_are_published_to_all_the_same() {
        broker.add(new QueueName("served"));
        for (int i = 0; i < MAX; i++) {
            publish("new-" + i);
        }

        publish("served");
        publish("new-0");
        broker.remove(new QueueName("new-1"));
        pass(Duration.ofHours(2));
        publish("new-1");

        assertThat(use.said)
                .containsExactly("created new-0", "created new-1", "created new-2", "used served", "created new-1");
    }

    @Test
    void each_queue_is_looked_at_once_an_hour_and_said_to_be_in_use() {
        publish("queue");
        for (int minute = 0; minute < 180; minute += 10) {
            publish("queue");
            pass(Duration.ofMinutes(10));
        }

        assertThat(use.said).containsExactly("created queue", "used queue", "used queue");
    }

    @Test
    void what_was_not_used_for_as_long_as_it_is_kept_no_longer_counts() {
        for (int i = 0; i < MAX; i++) {
            publish("old-" + i);
        }
        pass(Duration.ofDays(8));

        publish("new");

        assertThat(broker).contains(new QueueName("new"));
    }

    @Test
    void where_unused_queues_stay_they_count() {
        RequestedQueues forever = requested(Duration.ZERO);
        for (int i = 0; i < MAX; i++) {
            forever.admit(new QueueName("old-" + i));
        }
        pass(Duration.ofDays(80));

        assertThatExceptionOfType(MessageRejectedException.class).isThrownBy(() -> forever.admit(new QueueName("new")));
    }

    private RequestedQueues requested(Duration unused) {
        return new RequestedQueues(new QueueProperties(MAX, unused), broker::contains, use, nanos::get);
    }

    private void publish(String name) {
        QueueName queue = new QueueName(name);
        if (!requested.isKnown(queue)) {
            requested.admit(queue);
            broker.add(queue);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
