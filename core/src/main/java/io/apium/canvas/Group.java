package io.apium.canvas;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in parallel. Groups inside a group are unrolled, in order; a member that ends in a group, such as a chain, has
 * the list of that group's results as its one result.
 *
 * @param options applied to every member in place of its own; the id is the group's
 */
public record Group(List<Canvas> tasks, TaskOptions options) implements Canvas {

    /** Celery's name for the task that returns its arguments as a list. */
    public static final String ACCUMULATE = "celery.accumulate";

    public Group {
        tasks = given(parts(tasks), options);
    }

    public static Group of(Canvas... tasks) {
        return new Group(List.of(tasks), TaskOptions.NONE);
    }

    static List<Canvas> parts(List<Canvas> tasks) {
        return tasks.stream()
                .flatMap(task -> task instanceof Group inner ? inner.tasks().stream() : Stream.of(task.single()))
                .toList();
    }

    static List<Canvas> given(List<Canvas> tasks, TaskOptions options) {
        return options.areSet()
                ? tasks.stream().map(task -> task.given(options)).toList()
                : tasks;
    }

    @Override
    public Group given(TaskOptions more) {
        return new Group(given(tasks, more), options.and(more));
    }

    @Override
    public Group after(List<? extends @Nullable Object> results) {
        return each(task -> task.after(results));
    }

    @Override
    public Chord single() {
        // the list is built on the queue of the members, since another queue may have no workers
        TaskOptions there = TaskOptions.NONE.withRouting(options.routing());
        return new Chord(tasks, new Signature(ACCUMULATE, List.of(), Map.of("index", 0), there, false), options);
    }

    /** Members of a chord stay members: Celery counts a group that ends a chain in a header member by member. */
    @Override
    public Canvas member(GroupMembership membership) {
        return tasks.stream().anyMatch(Group::isCounted) ? this : single().member(membership);
    }

    private static boolean isCounted(Canvas task) {
        GroupMembership place =
                task instanceof Signature signature ? signature.options().membership() : null;
        return place != null && place.chord() != null;
    }

    @Override
    public Group linked(List<Canvas> callbacks) {
        return each(task -> task.linked(callbacks));
    }

    @Override
    public Group guarded(List<Canvas> errbacks) {
        return each(task -> task.guarded(errbacks));
    }

    @Override
    public Stream<Signature> signatures() {
        return tasks.stream().flatMap(Canvas::signatures);
    }

    private Group each(UnaryOperator<Canvas> change) {
        return new Group(tasks.stream().map(change).toList(), options);
    }
}
