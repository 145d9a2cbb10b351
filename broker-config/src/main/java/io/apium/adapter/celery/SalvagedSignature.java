package io.apium.adapter.celery;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Group;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads as much of an unreadable signature object as is needed to end its tasks as failures: their ids, names, queues,
 * errbacks and group memberships.
 */
final class SalvagedSignature {

    /** A task of which nothing could be read. */
    static final Signature NOTHING = Signature.of("unknown");

    private SalvagedSignature() {}

    static Canvas of(UntrustedFields fields, String form, InnerSignatures inner) {
        UntrustedFields given = new UntrustedFields(fields.raw("options") instanceof Map<?, ?> map ? map : Map.of());
        Canvas several = read(() -> several(form, inner));
        Canvas all = several != null && several.signatures().findAny().isPresent()
                ? several
                : task(fields.raw("task"), options(given));
        Canvas guarded = all.guarded(inner.errbacks());
        GroupMembership place = read(() -> SignatureOptions.membership(given, inner.chord()));
        return place == null ? guarded : guarded.member(place);
    }

    /** @throws IllegalArgumentException when it has no tasks */
    private static @Nullable Canvas several(String form, InnerSignatures inner) {
        return switch (form) {
            case "chain" -> new Chain(inner.tasks());
            case "group" -> new Group(inner.tasks(), TaskOptions.NONE);
            case "chord" -> SignatureReader.chord(inner);
            default -> null;
        };
    }

    private static TaskOptions options(UntrustedFields given) {
        String id = read(() -> given.text("task_id"));
        TaskId taskId = id == null ? null : read(() -> new TaskId(id));
        QueueName queue = read(() -> SignatureOptions.queue(given));
        TaskOptions options = TaskOptions.NONE.withRouting(new TaskOptions.Routing(queue, null));
        return taskId == null ? options : options.withId(taskId);
    }

    private static Signature task(@Nullable Object name, TaskOptions options) {
        Signature named = name instanceof String text ? read(() -> Signature.of(text)) : null;
        return (named == null ? NOTHING : named).with(options);
    }

    private static <T> @Nullable T read(Supplier<@Nullable T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
