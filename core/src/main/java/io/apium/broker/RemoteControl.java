package io.apium.broker;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Celery's remote control: orders that are broadcast to every node, and what they answer. */
public interface RemoteControl {

    /**
     * Gives {@code node} every order that is meant for it, until closed. Goes on over lost connections; orders that are
     * given meanwhile are missed, as Celery's workers miss them.
     *
     * @param name the node's, {@code name@host}
     * @param node called on a thread that may wait; its answer, a value of JSON, goes to whoever wants one; null is
     *     none. What it throws is answered as an error
     */
    AutoCloseable subscribe(String name, Function<ControlCommand, @Nullable Object> node);

    /**
     * One order.
     *
     * @param method Celery's name for it, such as {@code revoke}
     */
    record ControlCommand(String method, Map<String, @Nullable Object> arguments) {}
}
