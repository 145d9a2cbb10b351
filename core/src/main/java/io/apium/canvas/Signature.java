package io.apium.canvas;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One task with its arguments and options.
 *
 * @param task its name, 1 to 255 bytes of UTF-8
 * @param args JSON values (null, Boolean, Number, String, List, Map) or {@link io.apium.task.JsonText}s
 * @param kwargs the same, by name
 * @param immutable whether a previous result is not put before its arguments
 */
public record Signature(
        String task,
        List<@Nullable Object> args,
        Map<String, @Nullable Object> kwargs,
        TaskOptions options,
        boolean immutable)
        implements Canvas {

    // written out in full, since a compact constructor's class file loses which elements may be null
    public Signature(
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> kwargs,
            TaskOptions options,
            boolean immutable) {
        this.task = PlainText.check(MessageBounds.TASK_NAME, task);
        this.args = Collections.unmodifiableList(new ArrayList<>(args));
        this.kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
        this.options = options;
        this.immutable = immutable;
    }

    public static Signature of(String task, @Nullable Object... args) {
        List<@Nullable Object> list = new ArrayList<>(List.of());
        Collections.addAll(list, args);
        return new Signature(task, list, Map.of(), TaskOptions.NONE, false);
    }

    public Signature with(TaskOptions changed) {
        return new Signature(task, args, kwargs, changed, immutable);
    }

    public Signature keyword(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(kwargs);
        more.put(name, value);
        return new Signature(task, args, more, options, immutable);
    }

    @Override
    public Signature after(List<? extends @Nullable Object> results) {
        if (immutable || results.isEmpty()) {
            return this;
        }
        List<@Nullable Object> all = new ArrayList<>(results.size() + args.size());
        all.addAll(results);
        all.addAll(args);
        return new Signature(task, all, kwargs, options, immutable);
    }

    @Override
    public Signature single() {
        return this;
    }

    /** A member of a chord stays one: Celery counts a group at the end of a chain in a header member by member. */
    @Override
    public Signature member(GroupMembership membership) {
        GroupMembership before = options.membership();
        boolean counted = before != null && before.chord() != null && membership.chord() == null;
        return counted ? this : with(options.withMembership(membership));
    }

    @Override
    public Signature linked(List<Canvas> callbacks) {
        return with(options.withLinks(options.links().andOnSuccess(callbacks)));
    }

    @Override
    public Signature guarded(List<Canvas> errbacks) {
        return with(options.withLinks(options.links().andOnFailure(errbacks)));
    }

    @Override
    public Signature given(TaskOptions more) {
        return with(options.and(more));
    }

    @Override
    public Stream<Signature> signatures() {
        return Stream.of(this);
    }
}
