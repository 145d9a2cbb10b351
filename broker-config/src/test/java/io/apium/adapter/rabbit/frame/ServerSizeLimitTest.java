package io.apium.adapter.rabbit.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSizeLimitTest {

    private final ServerSizeLimit sizes = new ServerSizeLimit();

    @ParameterizedTest
    @ValueSource(strings = {"configured max size", "max size"})
    void the_limit_is_learned_from_the_first_message_that_is_refused(String words) {
        sizes.learn(closed("PRECONDITION_FAILED - message size 300 is larger than " + words + " 200"));

        assertThat(sizes.excludes(200)).isFalse();
        assertThat(sizes.excludes(201)).isTrue();
        assertThat(sizes.rejected(new QueueName("q"), 300))
                .hasMessageContaining("'q'")
                .hasMessageContaining("at most 200 bytes")
                .hasMessageContaining("got 300");
    }

    @Test
    void other_reasons_say_nothing_of_sizes_and_another_connection_may_have_another_limit() {
        sizes.learn(closed("NOT_FOUND - no exchange 'q' in vhost '/'"));
        assertThat(sizes.excludes(Integer.MAX_VALUE)).isFalse();

        sizes.learn(closed("PRECONDITION_FAILED - message size 300 is larger than configured max size 200"));
        sizes.forget();
        assertThat(sizes.excludes(Integer.MAX_VALUE)).isFalse();
    }

    private static ShutdownSignalException closed(String text) {
        AMQP.Channel.Close close =
                new AMQP.Channel.Close.Builder().replyCode(406).replyText(text).build();
        return new ShutdownSignalException(false, false, (Method) close, null);
    }
}
