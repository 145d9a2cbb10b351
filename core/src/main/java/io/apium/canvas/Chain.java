package io.apium.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps one after another, each with the result of the step before. At least one step. A group that has a step after it
 * is a chord with this step as its body, which {@link #flat()} makes explicit.
 */
public record Chain(List<Canvas> steps) implements Canvas {

    public Chain {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a chain must have at least one step");
        }
        steps = List.copyOf(steps);
    }

    /**
     * The same chain with nested chains unrolled, and with a group or a chord, where there is one, only as its last
     * step.
     */
    public List<Canvas> flat() {
        List<Canvas> flat = new ArrayList<>();
        for (Canvas step : steps) {
            for (Canvas one : step instanceof Chain chain ? chain.flat() : List.of(step)) {
                append(flat, one);
            }
        }
        return flat;
    }

    private static void append(List<Canvas> flat, Canvas step) {
        Canvas before = flat.isEmpty() ? null : flat.getLast();
        switch (before) {
            case Group group -> flat.set(flat.size() - 1, new Chord(group.tasks(), step, group.options()));
            case Chord chord -> flat.set(flat.size() - 1, chord.then(step));
            case null, default -> flat.add(step);
        }
    }

    @Override
    public Chain after(List<? extends @Nullable Object> results) {
        return replaced(0, steps.getFirst().after(results));
    }

    @Override
    public Chain single() {
        return replaced(steps.size() - 1, steps.getLast().single());
    }

    @Override
    public Chain member(GroupMembership membership) {
        return replaced(steps.size() - 1, steps.getLast().member(membership));
    }

    @Override
    public Chain linked(List<Canvas> callbacks) {
        return replaced(steps.size() - 1, steps.getLast().linked(callbacks));
    }

    @Override
    public Chain guarded(List<Canvas> errbacks) {
        return new Chain(flat().stream().map(step -> step.guarded(errbacks)).toList());
    }

    /** A first step that is a group becomes a chord with the step after it. */
    @Override
    public Chain given(TaskOptions options) {
        if (!options.areSet()) {
            return this;
        }
        List<Canvas> flat = new ArrayList<>(flat());
        flat.set(0, flat.getFirst().given(options));
        return new Chain(flat);
    }

    @Override
    public Stream<Signature> signatures() {
        return steps.stream().flatMap(Canvas::signatures);
    }

    private Chain replaced(int index, Canvas step) {
        List<Canvas> changed = new ArrayList<>(steps);
        changed.set(index, step);
        return new Chain(changed);
    }
}
