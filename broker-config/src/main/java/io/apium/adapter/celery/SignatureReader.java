package io.apium.adapter.celery;

import io.apium.bound.PlainText;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.UnreadableSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads Celery's signature objects, of which chains, groups and chords are special forms. An unreadable one becomes an
 * {@link UnreadableSignature}, at any depth: the others and the surrounding message are read.
 */
public final class SignatureReader {

    private static final int REASON_LENGTH_MAX = 500;

    private SignatureReader() {}

    static List<Canvas> readAll(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> {
                List<Canvas> all = new ArrayList<>(list.size());
                for (Object element : list) {
                    all.add(read(element));
                }
                yield all;
            }
            default -> List.of(read(value));
        };
    }

    /** @throws IllegalArgumentException when it is not one task, or cannot be read */
    public static Signature readTask(@Nullable Object value) {
        return switch (read(value)) {
            case Signature task -> task;
            case UnreadableSignature unreadable -> throw new IllegalArgumentException(unreadable.reason());
            case Canvas _ -> throw new IllegalArgumentException("must be one task, got: " + PlainText.shown(value));
        };
    }

    static Canvas read(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return unreadable(
                    value, "a signature must be an object, got: " + PlainText.shown(value), SalvagedSignature.NOTHING);
        }
        UntrustedFields fields = new UntrustedFields(map);
        String form = fields.raw("subtask_type") instanceof String text ? text : "";
        InnerSignatures inner = InnerSignatures.of(fields, form);
        try {
            return canvas(fields, form, inner);
        } catch (IllegalArgumentException malformed) {
            return unreadable(value, String.valueOf(malformed.getMessage()), SalvagedSignature.of(fields, form, inner));
        } catch (RuntimeException unforeseen) {
            return unreadable(
                    value, "a signature cannot be read: " + unforeseen, SalvagedSignature.of(fields, form, inner));
        }
    }

    private static UnreadableSignature unreadable(@Nullable Object value, String reason, Canvas salvaged) {
        return UnreadableSignature.of(value, PlainText.oneLine(reason, REASON_LENGTH_MAX), salvaged);
    }

    private static Canvas canvas(UntrustedFields fields, String form, InnerSignatures inner) {
        fields.text("subtask_type");
        UntrustedFields kwargs = new UntrustedFields(fields.object("kwargs"));
        TaskOptions options = SignatureOptions.read(new UntrustedFields(fields.object("options")), inner);
        return switch (form) {
            case "chain", "group" -> {
                kwargs.list("tasks");
                Canvas tasks =
                        form.equals("chain") ? new Chain(inner.tasks()) : new Group(inner.tasks(), options.ofGroup());
                yield linked(tasks, options);
            }
            case "chord" -> linked(chord(inner), options);
            default -> signature(fields, kwargs, options);
        };
    }

    private static Signature signature(UntrustedFields fields, UntrustedFields kwargs, TaskOptions options) {
        String task = fields.text("task");
        if (task == null) {
            throw new IllegalArgumentException("a signature must have a task name");
        }
        return new Signature(
                task,
                new ArrayList<>(fields.list("args")),
                UntrustedFields.named(kwargs.map()),
                options,
                fields.truth("immutable"));
    }

    static Chord chord(InnerSignatures inner) {
        Canvas body = Objects.requireNonNull(inner.body());
        return switch (Objects.requireNonNull(inner.header())) {
            case Group group -> Chord.of(group, body);
            case Canvas one -> new Chord(List.of(one), body, TaskOptions.NONE);
        };
    }

    /**
     * The callbacks, errbacks and membership of a chain or chord are those of its last task; the other options apply to
     * all.
     */
    private static Canvas linked(Canvas canvas, TaskOptions options) {
        Canvas linked = canvas.given(options)
                .linked(options.links().onSuccess())
                .guarded(options.links().onFailure());
        GroupMembership membership = options.membership();
        return membership == null || membership.chord() == null ? linked : linked.member(membership);
    }
}
