package io.apium.canvas;

import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.Provenance;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

    private static final FollowUps NOTHING = new FollowUps(Launch.NOTHING, List.of(), List.of());

    public FollowUps {
        parts = List.copyOf(parts);
        abandoned = List.copyOf(abandoned);
    }

    private FollowUps and(FollowUps other) {
        return new FollowUps(launch.and(other.launch), joined(parts, other.parts), joined(abandoned, other.abandoned));
    }

    public boolean isEmpty() {
        return launch.isEmpty() && parts.isEmpty() && abandoned.isEmpty();
    }

    /** The follow-ups of {@code message}, given the record that stands for it. */
    public static FollowUps of(TaskMessage message, TaskRecord.Ended ended, Instant now) {
        List<ChordPart> parts = partOf(message.options().membership(), ended);
        Origin origin = Origin.task(message, now);
        return switch (ended) {
            case TaskRecord.Succeeded(TaskId _, Payload result, Instant _, Provenance _) ->
                new FollowUps(Launch.NOTHING, parts, List.of()).and(succeeded(message, result, origin));
            case TaskRecord.Unsuccessful failed ->
                errbacks(message.id(), message.options(), origin)
                        .and(new FollowUps(Launch.NOTHING, parts, List.of()))
                        .and(abandon(message.chain(), failed.fault(), origin));
        };
    }

    /** What is owed when every part of a chord has ended well: its body. */
    public static FollowUps complete(TaskMessage last, Canvas body, List<Payload> results, Instant now) {
        Origin origin = Origin.task(last, now);
        try {
            return of(Launch.of(body.after(List.of(results)), List.of(), "body", origin), origin);
        } catch (RuntimeException e) {
            return broken(last, body, Fault.of(e), now);
        }
    }

    /** What is owed when a part of a chord has failed: its body is told so, and calls its errbacks. */
    public static FollowUps broken(TaskMessage last, Canvas body, Fault fault, Instant now) {
        return never(body, List.of(), fault, Origin.task(last, now));
    }

    /** What is owed for a launch: its messages, and in the place of those that cannot be sent, the end of their tasks. */
    private static FollowUps of(Launch launch, Origin origin) {
        FollowUps owed = new FollowUps(launch, List.of(), List.of());
        for (Launch.Unsendable unsendable : launch.unsendable()) {
            UnreadableSignature signature = unsendable.signature();
            owed = owed.and(never(signature, unsendable.rest(), Fault.invalidTask(signature.reason()), origin));
        }
        return owed;
    }

    /** What is owed when {@code canvas}, whose turn has come, and {@code rest}, which comes after it, are never run. */
    private static FollowUps never(Canvas canvas, List<Canvas> rest, Fault fault, Origin origin) {
        FollowUps owed = abandon(List.of(canvas), fault, origin).and(abandon(rest, fault, origin));
        for (Signature signature : first(canvas).toList()) {
            TaskId id = signature.options().id();
            if (id != null) {
                owed = owed.and(errbacks(id, signature.options(), origin.onBehalfOf(id)));
            }
        }
        return owed;
    }

    private static FollowUps succeeded(TaskMessage message, Payload result, Origin origin) {
        FollowUps owed = NOTHING;
        List<Canvas> callbacks = message.options().links().onSuccess();
        for (int i = 0; i < callbacks.size(); i++) {
            owed = owed.and(launched(callbacks.get(i), result, List.of(), "link/" + i, origin));
        }
        List<Canvas> chain = message.chain();
        if (!chain.isEmpty()) {
            List<Canvas> rest = chain.subList(0, chain.size() - 1);
            owed = owed.and(launched(chain.getLast(), result, rest, "next", origin));
        }
        return owed;
    }

    /** A canvas whose options are beyond what can be computed fails; the others are sent all the same. */
    private static FollowUps launched(
            Canvas canvas, @Nullable Object argument, List<Canvas> rest, String path, Origin origin) {
        try {
            return of(Launch.of(canvas.after(Collections.singletonList(argument)), rest, path, origin), origin);
        } catch (RuntimeException e) {
            return abandon(List.of(canvas), Fault.of(e), origin).and(abandon(rest, Fault.of(e), origin));
        }
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
            case UnreadableSignature unreadable -> first(unreadable.salvaged());
        };
    }

    /** Their ids follow from the task that failed, so that two tasks that fail at once do not share an errback. */
    private static FollowUps errbacks(TaskId failed, Options options, Origin origin) {
        List<Canvas> errbacks = options.links().onFailure();
        FollowUps owed = NOTHING;
        for (int i = 0; i < errbacks.size(); i++) {
            owed = owed.and(launched(errbacks.get(i), failed.value(), List.of(), "error/" + i, origin));
        }
        return owed;
    }

    /**
     * As Celery does, every task that now never runs is given the error, so that nobody waits for it in vain. A part of a
     * chord without an id is counted under one that follows from the task that owes it.
     */
    private static FollowUps abandon(List<Canvas> never, Fault fault, Origin origin) {
        List<TaskRecord.Ended> abandoned = new ArrayList<>();
        List<ChordPart> parts = new ArrayList<>();
        for (Signature signature : never.stream().flatMap(Canvas::signatures).toList()) {
            Membership place = signature.options().membership();
            TaskId id = signature.options().id();
            if (id == null && place != null && place.chord() != null) {
                id = origin.ids().apply("never/" + place.group() + "/" + place.index());
            }
            if (id != null) {
                TaskRecord.Ended ended = new TaskRecord.Failed(id, fault, origin.now(), Provenance.UNKNOWN);
                abandoned.add(ended);
                parts.addAll(partOf(place, ended));
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
