package io.apium.adapter.record;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.celery.UntrustedFields;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.task.QueueName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as JSON, stored until it is sent: {@code {"queue", "priority", "reply_to", "headers", "body"}}. */
public final class StoredMessageCodec {

    /** The largest value of Redis; the size was checked when the message was accepted. */
    private static final int BYTES_MAX = 512 * 1024 * 1024;

    private final MessageWriter writer;
    private final MessageReader reader = MessageReader.ofStored(BYTES_MAX);

    public StoredMessageCodec(MessageWriter writer) {
        this.writer = writer;
    }

    Map<String, @Nullable Object> tree(TaskMessage message) {
        Written written = writer.write(message);
        TaskOptions.Routing routing = message.options().routing();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("queue", routing.queue() == null ? null : routing.queue().name());
        tree.put("priority", routing.priority());
        tree.put("reply_to", message.options().reply().replyTo());
        tree.put("headers", written.properties().getHeaders());
        tree.put("body", new String(written.body(), StandardCharsets.UTF_8));
        return tree;
    }

    /** @throws IllegalArgumentException when no task can be read from it */
    TaskMessage read(UntrustedFields fields) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .headers(fields.object("headers"))
                .priority(fields.integer("priority"))
                .replyTo(fields.text("reply_to"))
                .build();
        String queue = fields.text("queue");
        byte[] body = fields.required("body").getBytes(StandardCharsets.UTF_8);
        return switch (reader.read(properties, body, queue == null ? null : new QueueName(queue))) {
            case Content.Task(TaskMessage message) -> message;
            case Content.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.reason());
        };
    }
}
