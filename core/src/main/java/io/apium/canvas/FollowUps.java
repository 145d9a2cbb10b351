package io.apium.canvas;

import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.Provenance;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a task that has ended owes to others. Owed until paid, and the same however often it is asked for.
 *
 * @param launch callbacks, the next step of the chain, errbacks
 * @param parts its part in a chord, and those of the steps that will never run
 * @param abandoned the tasks that will never run, with the error that they share
 */
public record FollowUps(Launch launch, List<ChordPart> parts, List<TaskRecord.Ended> abandoned) {

    public FollowUps {
        parts = List.copyOf(parts);
        abandoned = List.copyOf(abandoned);
    }

    public boolean isEmpty() {
        return launch.isEmpty() && parts.isEmpty() && abandoned.isEmpty();
    }

    /** The follow-ups of {@code message}, given the record that stands for it. */
    public static FollowUps of(TaskMessage message, TaskRecord.Ended ended, Instant now) {
        List<ChordPart> parts = partOf(message.options().membership(), ended);
        return switch (ended) {
            case TaskRecord.Succeeded(TaskId _, Payload result, Instant _, Provenance _) ->
                new FollowUps(succeeded(message, result, Origin.task(message, now)), parts, List.of());
            case TaskRecord.Unsuccessful failed -> {
                FollowUps rest = abandon(message.chain(), failed.fault(), now);
                Launch errbacks = errbacks(message.id(), message.options(), Origin.task(message, now));
                yield new FollowUps(errbacks, joined(parts, rest.parts), rest.abandoned);
            }
        };
    }

    /** What is owed when every part of a chord has ended well: its body. */
    public static FollowUps complete(TaskMessage last, Canvas body, List<Payload> results, Instant now) {
        Launch launch = Launch.of(body.after(List.of(results)), List.of(), "body", Origin.task(last, now));
        return new FollowUps(launch, List.of(), List.of());
    }

    /** What is owed when a part of a chord has failed: its body is told so, and calls its errbacks. */
    public static FollowUps broken(TaskMessage last, Canvas body, Fault fault, Instant now) {
        FollowUps abandoned = abandon(List.of(body), fault, now);
        Launch errbacks = Launch.NOTHING;
        for (Signature signature : first(body).toList()) {
            TaskId id = signature.options().id();
            if (id != null) {
                errbacks = errbacks.and(errbacks(id, signature.options(), Origin.task(last, id, now)));
            }
        }
        return new FollowUps(errbacks, abandoned.parts, abandoned.abandoned);
    }

    private static Launch succeeded(TaskMessage message, Payload result, Origin origin) {
        Launch launch = Launch.NOTHING;
        List<Canvas> callbacks = message.options().links().onSuccess();
        for (int i = 0; i < callbacks.size(); i++) {
            launch = launch.and(Launch.of(callbacks.get(i).after(List.of(result)), List.of(), "link/" + i, origin));
        }
        List<Canvas> chain = message.chain();
        if (!chain.isEmpty()) {
            List<Canvas> rest = chain.subList(0, chain.size() - 1);
            launch = launch.and(Launch.of(chain.getLast().after(List.of(result)), rest, "next", origin));
        }
        return launch;
    }

    /**
     * The tasks whose errbacks are called when {@code never} is not run at all. Steps that come after them keep silent, as
     * they do when a step that was run fails.
     */
    private static Stream<Signature> first(Canvas never) {
        return switch (never) {
            case Signature signature -> Stream.of(signature);
            case Chain chain -> first(chain.flat().getFirst());
            case Group group -> group.tasks().stream().flatMap(FollowUps::first);
            case Chord chord -> Stream.concat(chord.header().stream().flatMap(FollowUps::first), first(chord.body()));
        };
    }

    /** Their ids follow from the task that failed, so that two tasks that fail at once do not share an errback. */
    private static Launch errbacks(TaskId failed, Options options, Origin origin) {
        List<Canvas> errbacks = options.links().onFailure();
        Launch launch = Launch.NOTHING;
        for (int i = 0; i < errbacks.size(); i++) {
            launch = launch.and(
                    Launch.of(errbacks.get(i).after(List.of(failed.value())), List.of(), "error/" + i, origin));
        }
        return launch;
    }

    /** As Celery does, every task that now never runs is given the error, so that nobody waits for it in vain. */
    private static FollowUps abandon(List<Canvas> never, Fault fault, Instant now) {
        List<TaskRecord.Ended> abandoned = new ArrayList<>();
        List<ChordPart> parts = new ArrayList<>();
        for (Signature signature : never.stream().flatMap(Canvas::signatures).toList()) {
            TaskId id = signature.options().id();
            if (id != null) {
                TaskRecord.Ended ended = new TaskRecord.Failed(id, fault, now, Provenance.UNKNOWN);
                abandoned.add(ended);
                parts.addAll(partOf(signature.options().membership(), ended));
            }
        }
        return new FollowUps(Launch.NOTHING, parts, abandoned);
    }

    private static List<ChordPart> partOf(@Nullable Membership place, TaskRecord.Ended ended) {
        return place == null || place.chord() == null
                ? List.of()
                : List.of(new ChordPart(place.group(), place.index(), ended, place.chord()));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
