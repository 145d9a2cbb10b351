package io.apium.broker;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Celery's remote control: commands that are broadcast to every node, and their replies. */
public interface RemoteControl {

    /**
     * Passes every command for this node to {@code node}, until closed. Survives lost connections; commands that are
     * sent meanwhile are lost, as they are for Celery's workers.
     *
     * @param name the node's name, {@code name@host}
     * @param node called on a thread that may block; its result, a JSON value, is the reply, null for none. An
     *     exception is replied as an error
     */
    AutoCloseable subscribe(String name, Function<ControlCommand, @Nullable Object> node);

    /**
     * One command.
     *
     * @param method Celery's name for it, such as {@code revoke}
     */
    record ControlCommand(String method, Map<String, @Nullable Object> arguments) {}
}
