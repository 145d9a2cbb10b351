package io.apium.adapter.rabbit;

import static io.apium.adapter.rabbit.RawHeader.header;
import static io.apium.adapter.rabbit.RawHeader.joined;
import static io.apium.adapter.rabbit.RawHeader.nested;
import static io.apium.adapter.rabbit.RawHeader.number;
import static io.apium.adapter.rabbit.RawHeader.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Messages that the client cannot read, among messages that are delivered and not acked yet: none of the latter may be
 * redelivered.
 */
class StrangeMessagesIT {

    private static final byte[] BODY = "[[2, 3], {}, {}]".getBytes(UTF_8);
    private static final Map<Character, byte[]> FORMS = Map.ofEntries(
            Map.entry('t', number(1, 1)),
            Map.entry('b', number(-7, 1)),
            Map.entry('B', number(200, 1)),
            Map.entry('s', number(-300, 2)),
            Map.entry('u', number(60_000, 2)),
            Map.entry('I', number(-70_000, 4)),
            Map.entry('i', number(4_000_000_000L, 4)),
            Map.entry('l', number(Long.MIN_VALUE, 8)),
            Map.entry('L', number(1_764_480_000_000L, 8)),
            Map.entry('f', number(Float.floatToIntBits(2.5f), 4)),
            Map.entry('d', number(Double.doubleToLongBits(2.5), 8)),
            Map.entry('D', joined(number(2, 1), number(314, 4))),
            Map.entry('T', number(1_764_480_000L, 8)),
            Map.entry('S', joined(number(1, 4), new byte[] {'x'})),
            Map.entry('A', joined(number(2, 4), new byte[] {'t', 1})),
            Map.entry('F', joined(number(4, 4), header("n", 't', number(0, 1)))),
            Map.entry('V', new byte[0]),
            Map.entry('x', joined(number(1, 4), new byte[] {7})));

    private final RabbitBroker broker =
            RabbitBrokerIT.broker(RabbitServer.shared().url(), QueueType.CLASSIC);
    private final QueueName queue = TaskExamples.queue();
    private final ListenerInbox<Delivery> inbox = new ListenerInbox<>();
    private Subscription subscription;
    private Delivery unacked;

    @BeforeEach
    void consume() throws Exception {
        ListenerInbox.done(broker.publish(TaskExamples.simple(queue)));
        subscription = broker.consume(List.of(queue), 100, inbox);
        unacked = inbox.next();
    }

    /** The channel is still the one that delivered the first message, and that message is still unacked. */
    @AfterEach
    void the_channel_is_still_the_same() throws Exception {
        TaskMessage after = TaskExamples.simple(queue);
        ListenerInbox.done(broker.publish(after));
        Delivery last = inbox.next();
        assertThat(last.content()).isEqualTo(new Content.Task(after));
        assertThat(last.redelivered()).isFalse();
        assertThat(subscription.isAttached()).isTrue();
        last.ack();
        unacked.ack();
        subscription.close();
        broker.close();
    }

    @Test
    void a_task_with_a_header_of_any_type_is_read() throws Exception {
        for (Map.Entry<Character, byte[]> form : FORMS.entrySet()) {
            byte[] value = header("odd", form.getKey(), form.getValue());
            byte[] deep = header("deep", 'F', joined(number(value.length, 4), value));
            String id = TaskId.random().value();
            send(RawHeader.of(text("id", id), text("task", "math.add"), value, deep), BODY);

            Delivery delivery = inbox.next();
            delivery.ack();

            assertThat(delivery.content())
                    .as("type " + form.getKey())
                    .isInstanceOfSatisfying(
                            Content.Task.class,
                            task -> assertThat(task.message().id().value()).isEqualTo(id));
            assertThat(delivery.raw().headers()).containsKeys("odd", "deep");
            assertThat(delivery.redelivered()).isFalse();
        }
    }

    /** As {@code app.send_task('math.add', (1, 2), headers={'sent_at_ms': 1764480000000})} sends it. */
    @Test
    void a_number_of_64_bits_keeps_its_value() throws Exception {
        byte[] sentAt = header("sent_at_ms", 'L', number(1_764_480_000_000L, 8));
        byte[] longAgo = header("long_ago", 'L', number(-3_000_000_000L, 8));
        send(RawHeader.of(text("id", "an-id"), text("task", "math.add"), sentAt, longAgo), BODY);

        Delivery delivery = inbox.next();
        delivery.ack();

        assertThat(delivery.content())
                .isInstanceOfSatisfying(
                        Content.Task.class,
                        task -> assertThat(task.message().options().extra())
                                .containsEntry("sent_at_ms", 1_764_480_000_000L)
                                .containsEntry("long_ago", -3_000_000_000L));
    }

    @Test
    void a_message_whose_header_cannot_be_read_is_unreadable_and_keeps_the_other_headers() throws Exception {
        send(RawHeader.of(nested("deep", 20_000), text("id", "an-id"), text("task", "math.add")), BODY);

        Delivery delivery = inbox.next();
        delivery.ack();

        assertThat(delivery.content())
                .isEqualTo(new Content.Unreadable(
                        "header 'deep' cannot be read: header must have at most 100 levels, got 101",
                        new TaskId("an-id"),
                        "math.add"));
        assertThat(delivery.raw().headers()).containsOnlyKeys("id", "task");
        assertThat(delivery.bytes()).isEqualTo(BODY.length);
    }

    @Test
    void flags_without_a_property_are_passed_over() throws Exception {
        for (int flags : List.of(0x2001, 0x2002, 0x2003)) {
            byte[] id = text("id", "an-id");
            send(new RawHeader(flags, joined(number(id.length, 4), id)), BODY);

            Delivery delivery = inbox.next();
            delivery.ack();

            assertThat(delivery.raw().headers()).containsOnlyKeys("id");
        }
    }

    /** Over the broker's limit of 1 MB, and over the client's own of 64 MB. */
    @Test
    void a_body_over_the_limit_is_dropped_and_its_message_is_unreadable() throws Exception {
        for (int bytes : List.of(1_048_577, 3_000_000, 70_000_000)) {
            RawHeader headers = RawHeader.of(text("id", "an-id"), text("task", "math.add"));
            send(headers, new byte[bytes]);

            Delivery delivery = inbox.next();
            delivery.ack();

            assertThat(delivery.content())
                    .isEqualTo(new Content.Unreadable(
                            "the body has " + bytes + " bytes, over the limit of 1048576",
                            new TaskId("an-id"),
                            "math.add"));
            assertThat(delivery.bytes()).isZero();
        }
    }

    @Test
    void large_and_small_messages_in_turn_are_told_apart() throws Exception {
        List<Integer> sizes = IntStream.range(0, 40)
                .map(i -> i % 3 == 0 ? 1_048_577 + i * 1_000 : 100 + i)
                .boxed()
                .toList();
        RabbitBrokerIT.direct(channel -> {
            for (int size : sizes) {
                channel.basicPublish("", queue.name(), RawHeader.of(text("id", "id-" + size)), new byte[size]);
            }
            return channel;
        });

        for (int size : sizes) {
            Delivery delivery = inbox.next();
            delivery.ack();
            assertThat(delivery.raw().headers()).containsEntry("id", "id-" + size);
            assertThat(delivery.bytes()).isEqualTo(size > 1_048_576 ? 0 : size);
        }
    }

    private void send(RawHeader headers, byte[] body) throws Exception {
        RabbitBrokerIT.direct(channel -> {
            channel.confirmSelect();
            channel.basicPublish("", queue.name(), headers, body);
            return channel.waitForConfirms();
        });
    }
}
