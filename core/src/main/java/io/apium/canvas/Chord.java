package io.apium.canvas;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group, and a body that runs once with the list of the group's results when all have succeeded.
 *
 * @param header as in a {@link Group}: no groups, and one result from each
 * @param options those of the header, as in a group
 */
public record Chord(List<Canvas> header, Canvas body, TaskOptions options) implements Canvas {

    public Chord {
        header = Group.given(Group.parts(header), options);
    }

    public static Chord of(Group header, Canvas body) {
        return new Chord(header.tasks(), body, header.options());
    }

    /** The chord with {@code next} as a further step after its body. */
    Chord then(Canvas next) {
        return new Chord(header, new Chain(List.of(body, next)), options);
    }

    @Override
    public Chord after(List<? extends @Nullable Object> results) {
        return new Chord(header.stream().map(task -> task.after(results)).toList(), body, options);
    }

    @Override
    public Chord single() {
        return new Chord(header, body.single(), options);
    }

    @Override
    public Chord member(GroupMembership membership) {
        return new Chord(header, body.member(membership), options);
    }

    @Override
    public Chord linked(List<Canvas> callbacks) {
        return new Chord(header, body.linked(callbacks), options);
    }

    @Override
    public Chord guarded(List<Canvas> errbacks) {
        return new Chord(header, body.guarded(errbacks), options);
    }

    @Override
    public Chord given(TaskOptions more) {
        return new Chord(Group.given(header, more), body.given(more), options.and(more));
    }

    @Override
    public Stream<Signature> signatures() {
        return Stream.concat(header.stream().flatMap(Canvas::signatures), body.signatures());
    }
}
