package io.apium.adapter.celery;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.task.TaskId;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The task id and name in an unreadable message, as far as they can be read: a client may wait for the result. */
record MessageIdentity(@Nullable TaskId id, @Nullable String task) {

    private static final MessageIdentity UNKNOWN = new MessageIdentity(null, null);

    static MessageIdentity of(UntrustedFields fields) {
        return new MessageIdentity(
                valid(fields, "id", TaskId::new),
                valid(fields, "task", name -> PlainText.check(MessageBounds.TASK_NAME, name)));
    }

    boolean isComplete() {
        return id != null && task != null;
    }

    /** Takes a missing part from the body, where protocol 1 has it. */
    MessageIdentity or(Supplier<@Nullable Object> body) {
        MessageIdentity other = inBody(body);
        return new MessageIdentity(id == null ? other.id : id, task == null ? other.task : task);
    }

    /** Takes a missing id from the correlation id, which Celery sets to the same value. */
    MessageIdentity or(@Nullable String correlationId) {
        return id != null || correlationId == null
                ? this
                : new MessageIdentity(of(new UntrustedFields(Map.of("id", correlationId))).id, task);
    }

    private static MessageIdentity inBody(Supplier<@Nullable Object> body) {
        try {
            return body.get() instanceof Map<?, ?> map ? of(new UntrustedFields(map)) : UNKNOWN;
        } catch (RuntimeException | StackOverflowError _) {
            // the reason why it is unreadable is known already
            return UNKNOWN;
        }
    }

    private static <T> @Nullable T valid(UntrustedFields fields, String name, Function<String, T> value) {
        try {
            String text = fields.textIfAny(name);
            return text == null ? null : value.apply(text);
        } catch (IllegalArgumentException nonsense) {
            return null;
        }
    }
}
