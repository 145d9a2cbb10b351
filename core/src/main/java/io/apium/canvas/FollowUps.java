package io.apium.canvas;

import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be published and counted after a task has ended. The same task and record always give the same follow-ups,
 * with the same ids.
 *
 * @param submission callbacks, the next step of the chain, errbacks
 * @param parts its membership in a chord, and those of the steps that will never run
 * @param abandoned the tasks that will never run, with the error that they share
 */
public record FollowUps(Submission submission, List<CompletedChordMember> parts, List<TaskRecord.Ended> abandoned) {

    private static final FollowUps NOTHING = new FollowUps(Submission.NOTHING, List.of(), List.of());

    public FollowUps {
        parts = List.copyOf(parts);
        abandoned = List.copyOf(abandoned);
    }

    private FollowUps and(FollowUps other) {
        return new FollowUps(
                submission.and(other.submission), joined(parts, other.parts), joined(abandoned, other.abandoned));
    }

    public boolean isEmpty() {
        return submission.isEmpty() && parts.isEmpty() && abandoned.isEmpty();
    }

    /** The same follow-ups for a record of the same end that has more metadata. */
    public FollowUps of(TaskRecord.Ended ended) {
        List<CompletedChordMember> same = parts.stream()
                .map(part -> part.ended().id().equals(ended.id())
                        ? new CompletedChordMember(part.group(), part.index(), ended, part.body())
                        : part)
                .toList();
        return new FollowUps(submission, same, abandoned);
    }

    /** The follow-ups of {@code message}, given its final record. */
    public static FollowUps of(TaskMessage message, TaskRecord.Ended ended, Instant now) {
        List<CompletedChordMember> parts = partOf(message.options().membership(), ended);
        SubmissionContext origin = SubmissionContext.task(message, now);
        return switch (ended) {
            case TaskRecord.Succeeded(TaskId _, JsonText result, Instant _, ResultMetadata _) ->
                new FollowUps(Submission.NOTHING, parts, List.of()).and(succeeded(message, result, origin));
            case TaskRecord.Unsuccessful failed ->
                errbacks(message.id(), message.options(), origin)
                        .and(new FollowUps(Submission.NOTHING, parts, List.of()))
                        .and(abandon(message.chain(), failed.error(), origin));
        };
    }

    /** The follow-up of a chord whose members all succeeded: its body. */
    public static FollowUps complete(TaskMessage last, Canvas body, List<JsonText> results, Instant now) {
        SubmissionContext origin = SubmissionContext.task(last, now);
        try {
            return of(Submission.of(body.after(List.of(results)), List.of(), "body", origin), origin);
        } catch (RuntimeException e) {
            return broken(last, body, TaskError.of(e), now);
        }
    }

    /** The follow-up of a chord with a failed member: its body fails with the error, and its errbacks are called. */
    public static FollowUps broken(TaskMessage last, Canvas body, TaskError error, Instant now) {
        return never(body, List.of(), error, SubmissionContext.task(last, now));
    }

    /** The follow-ups of a submission: its messages, and for those that cannot be sent, the end of their tasks. */
    private static FollowUps of(Submission submission, SubmissionContext origin) {
        FollowUps followUps = new FollowUps(submission, List.of(), List.of());
        for (Submission.Unsendable unsendable : submission.unsendable()) {
            UnreadableSignature signature = unsendable.signature();
            followUps = followUps.and(
                    never(signature, unsendable.rest(), TaskError.invalidTask(signature.reason()), origin));
        }
        return followUps;
    }

    /** The follow-ups when {@code canvas}, which is next, and {@code rest}, which comes after it, can never run. */
    private static FollowUps never(Canvas canvas, List<Canvas> rest, TaskError error, SubmissionContext origin) {
        FollowUps followUps = abandon(List.of(canvas), error, origin).and(abandon(rest, error, origin));
        for (Signature signature : first(canvas).toList()) {
            TaskId id = signature.options().id();
            if (id != null) {
                followUps = followUps.and(errbacks(id, signature.options(), origin.onBehalfOf(id)));
            }
        }
        return followUps;
    }

    private static FollowUps succeeded(TaskMessage message, JsonText result, SubmissionContext origin) {
        FollowUps followUps = NOTHING;
        List<Canvas> callbacks = message.options().links().onSuccess();
        for (int i = 0; i < callbacks.size(); i++) {
            followUps = followUps.and(launched(callbacks.get(i), result, List.of(), "link/" + i, origin));
        }
        List<Canvas> chain = message.chain();
        if (!chain.isEmpty()) {
            List<Canvas> rest = chain.subList(0, chain.size() - 1);
            followUps = followUps.and(launched(chain.getLast(), result, rest, "next", origin));
        }
        return followUps;
    }

    /**
     * If the options of {@code canvas} cannot be computed, its tasks and those of {@code rest} end as failures; the
     * other follow-ups of the task are still sent.
     */
    private static FollowUps launched(
            Canvas canvas, @Nullable Object argument, List<Canvas> rest, String path, SubmissionContext origin) {
        try {
            return of(Submission.of(canvas.after(Collections.singletonList(argument)), rest, path, origin), origin);
        } catch (RuntimeException e) {
            return abandon(List.of(canvas), TaskError.of(e), origin).and(abandon(rest, TaskError.of(e), origin));
        }
    }

    /**
     * The tasks whose errbacks are called when {@code never} is not run at all. The errbacks of later steps are not
     * called, as when a step that was run fails.
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

    /** Their ids derive from the failed task, so that two tasks that fail at once do not share an errback. */
    private static FollowUps errbacks(TaskId failed, TaskOptions options, SubmissionContext origin) {
        List<Canvas> errbacks = options.links().onFailure();
        FollowUps followUps = NOTHING;
        for (int i = 0; i < errbacks.size(); i++) {
            followUps = followUps.and(launched(errbacks.get(i), failed.value(), List.of(), "error/" + i, origin));
        }
        return followUps;
    }

    /**
     * As in Celery, every task that will never run ends with the error, so that no client waits for it in vain. A
     * member of a chord without an id is counted under one that derives from the failed task.
     */
    private static FollowUps abandon(List<Canvas> never, TaskError error, SubmissionContext origin) {
        List<TaskRecord.Ended> abandoned = new ArrayList<>();
        List<CompletedChordMember> parts = new ArrayList<>();
        for (Signature signature : never.stream().flatMap(Canvas::signatures).toList()) {
            GroupMembership place = signature.options().membership();
            TaskId id = signature.options().id();
            if (id == null && place != null && place.chord() != null) {
                id = origin.ids().apply("never/" + place.group() + "/" + place.index());
            }
            if (id != null) {
                TaskRecord.Ended ended = new TaskRecord.Failed(id, error, origin.now(), ResultMetadata.UNKNOWN);
                abandoned.add(ended);
                parts.addAll(partOf(place, ended));
            }
        }
        return new FollowUps(Submission.NOTHING, parts, abandoned);
    }

    private static List<CompletedChordMember> partOf(@Nullable GroupMembership place, TaskRecord.Ended ended) {
        return place == null || place.chord() == null
                ? List.of()
                : List.of(new CompletedChordMember(place.group(), place.index(), ended, place.chord()));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
