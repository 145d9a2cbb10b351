package io.apium.adapter.rabbit;

import io.apium.adapter.bound.RabbitBounds;
import io.apium.broker.RemoteControl;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Celery's remote control over kombu's pidbox: a mailbox for each node, on a connection of its own. */
public final class RabbitRemoteControl implements RemoteControl {

    private static final int NAME_BYTES_MAX = RabbitBounds.NODE_NAME.intMax();

    private final RabbitConnections connections;

    public RabbitRemoteControl(RabbitConnections connections) {
        this.connections = connections;
    }

    @Override
    public AutoCloseable subscribe(String name, Function<ControlCommand, @Nullable Object> node) {
        if (name.isBlank() || name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "node name must have 1 to " + NAME_BYTES_MAX + " bytes of UTF-8, got: '" + name + "'");
        }
        return new PidboxMailbox(connections, name, node);
    }
}
