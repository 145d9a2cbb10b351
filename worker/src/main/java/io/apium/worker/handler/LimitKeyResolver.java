package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.store.LimitStore.Holder;
import io.apium.store.LimitStore.Permit;
import io.apium.task.LimitSpec;
import io.apium.worker.Limit;
import io.apium.worker.binding.ArgumentBinding;
import io.apium.worker.bound.WorkerBounds;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task with a {@link Limit}. */
record LimitKeyResolver(LimitSpec allowance, Key key) {

    private static final String HEADER = "header:";
    private static final int KEY_LENGTH_MAX = WorkerBounds.LIMIT_KEY.intMax();

    /** What of a message has a limit of its own. */
    sealed interface Key {

        record Whole() implements Key {}

        record Header(String name) implements Key {}

        /** @param position where it is among the arguments when it is not given by name, or -1 for not known */
        record Argument(String name, int position) implements Key {}
    }

    /** @throws MisconfiguredException naming the method, when what it declares cannot be */
    static Optional<LimitKeyResolver> of(Limit limit, ArgumentBinding binding, Method method) {
        if (limit.rate() == 0 && limit.concurrency() == 0 && limit.key().isEmpty()) {
            return Optional.empty();
        }
        try {
            LimitSpec allowance = new LimitSpec(limit.rate(), per(limit.per()), limit.burst(), limit.concurrency());
            return Optional.of(new LimitKeyResolver(allowance, key(limit.key(), binding)));
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException("@Limit of " + method.toGenericString() + ": " + e.getMessage());
        }
    }

    Permit permit(TaskMessage message) {
        Object value = switch (key) {
            case Key.Whole() -> null;
            case Key.Header(String name) -> message.options().extra().get(name);
            case Key.Argument(String name, int position) -> argument(message, name, position);
        };
        return new Permit(
                message.task(),
                value == null ? "" : keyOf(value.toString()),
                allowance,
                new Holder(message.id(), message.retries()));
    }

    /** A long value is known by its hash: it becomes part of a key of the store. */
    private static String keyOf(String value) {
        return value.length() <= KEY_LENGTH_MAX
                ? value
                : UUID.nameUUIDFromBytes(value.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static @Nullable Object argument(TaskMessage message, String name, int position) {
        List<@Nullable Object> args = message.signature().args();
        return position >= 0 && position < args.size()
                ? args.get(position)
                : message.signature().kwargs().get(name);
    }

    private static Key key(String key, ArgumentBinding binding) {
        if (key.isEmpty()) {
            return new Key.Whole();
        }
        if (key.startsWith(HEADER) && key.length() > HEADER.length()) {
            return new Key.Header(key.substring(HEADER.length()));
        }
        int position = binding.position(key);
        if (position < 0 && !binding.takesAnything()) {
            throw new IllegalArgumentException("key is the name of a parameter or header:NAME, got: '" + key + "'");
        }
        return new Key.Argument(key, position);
    }

    private static Duration per(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("per is a time such as PT1S, got: '" + text + "'", e);
        }
    }
}
