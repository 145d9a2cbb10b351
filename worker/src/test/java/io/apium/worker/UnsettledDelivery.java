package io.apium.worker;

import io.apium.broker.Delivery;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A delivery without a broker, which remembers how it was settled. */
public record UnsettledDelivery(TaskMessage message, boolean redelivered, List<String> settled) implements Delivery {

    public UnsettledDelivery(TaskMessage message, boolean redelivered) {
        this(message, redelivered, new ArrayList<>());
    }

    @Override
    public Content content() {
        return new Content.Task(message);
    }

    @Override
    public RawMessage raw() {
        return new RawMessage(Map.of("id", message.id().value()), Map.of(), "");
    }

    @Override
    public int bytes() {
        return 0;
    }

    @Override
    public QueueName queue() {
        return QueueName.DEFAULT;
    }

    @Override
    public @Nullable Instant sentAt() {
        return null;
    }

    @Override
    public void ack() {
        settled.add("ack");
    }

    @Override
    public void requeue() {
        settled.add("giveBack");
    }
}
