package io.apium.brokerconfig.wire;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Group;
import io.apium.canvas.Membership;
import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads as much of an unreadable signature object as it takes to end its tasks as failures: their ids, names and queues, the
 * errbacks, and the places in groups.
 */
final class SalvagedSignature {

    /** A task of which nothing is known. */
    static final Signature NOTHING = Signature.of("unknown");

    private SalvagedSignature() {}

    static Canvas of(Fields fields, String form, InnerSignatures inner) {
        Fields given = new Fields(fields.raw("options") instanceof Map<?, ?> map ? map : Map.of());
        Canvas several = read(() -> several(form, inner));
        Canvas all = several != null && several.signatures().findAny().isPresent()
                ? several
                : task(fields.raw("task"), options(given));
        Canvas guarded = all.guarded(inner.errbacks());
        Membership place = read(() -> SignatureOptions.membership(given, inner.chord()));
        return place == null ? guarded : guarded.member(place);
    }

    /** @throws IllegalArgumentException when there is nothing in it */
    private static @Nullable Canvas several(String form, InnerSignatures inner) {
        return switch (form) {
            case "chain" -> new Chain(inner.tasks());
            case "group" -> new Group(inner.tasks(), Options.NONE);
            case "chord" -> SignatureReader.chord(inner);
            default -> null;
        };
    }

    private static Options options(Fields given) {
        String id = read(() -> given.text("task_id"));
        TaskId taskId = id == null ? null : read(() -> new TaskId(id));
        QueueName queue = read(() -> SignatureOptions.queue(given));
        Options options = Options.NONE.withRouting(new Options.Routing(queue, null));
        return taskId == null ? options : options.withId(taskId);
    }

    private static Signature task(@Nullable Object name, Options options) {
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
