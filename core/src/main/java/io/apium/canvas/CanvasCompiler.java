package io.apium.canvas;

import io.apium.task.GroupId;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks a canvas, assigns ids to its tasks, and collects the messages to send. One instance per submission. */
final class CanvasCompiler {

    private final SubmissionContext origin;
    private final List<ChordSize> chords = new ArrayList<>();
    private final List<TaskMessage> messages = new ArrayList<>();
    private final List<Submission.PlannedTask> tasks = new ArrayList<>();
    private final List<Submission.Unsendable> unsendable = new ArrayList<>();

    CanvasCompiler(SubmissionContext origin) {
        this.origin = origin;
    }

    Submission launch(List<TaskId> results) {
        return new Submission(chords, messages, tasks, results, unsendable);
    }

    List<TaskId> send(Canvas canvas, List<Canvas> rest, String path) {
        return switch (canvas) {
            case Signature signature -> sendTask(signature, rest, path);
            case Chain chain -> sendChain(chain, rest, path);
            case Group group when rest.isEmpty() -> sendGroup(group, path);
            case Group group -> sendChord(new Chord(group.tasks(), inOrder(rest), group.options()), path);
            case Chord chord when rest.isEmpty() -> sendChord(chord, path);
            case Chord chord -> sendChord(chord.then(inOrder(rest)), path);
            case UnreadableSignature unreadable -> {
                UnreadableSignature frozen = unreadable.with(freeze(unreadable.salvaged(), path));
                unsendable.add(new Submission.Unsendable(frozen, rest));
                yield rest.isEmpty() ? ends(frozen) : ends(rest.getFirst());
            }
        };
    }

    private List<TaskId> sendTask(Signature signature, List<Canvas> rest, String path) {
        Signature frozen = (Signature) freeze(signature, path);
        TaskId id = idOf(frozen);
        TaskOptions.Timing timing = frozen.options().timing();
        TaskMessage message = new TaskMessage(
                id,
                origin.root() == null ? id : origin.root(),
                origin.parent(),
                0,
                resolved(timing.eta()),
                resolved(timing.expires()),
                frozen,
                rest);
        messages.add(origin.repeat() ? message.repeated() : message);
        plan(frozen);
        rest.stream().flatMap(Canvas::signatures).forEach(this::plan);
        return rest.isEmpty() ? List.of(id) : ends(rest.getFirst());
    }

    private List<TaskId> sendChain(Chain chain, List<Canvas> rest, String path) {
        List<Canvas> steps = chain.flat();
        List<Canvas> later = new ArrayList<>(rest);
        for (int i = steps.size() - 1; i > 0; i--) {
            later.add(freeze(steps.get(i), path + "/" + i));
        }
        return send(steps.getFirst(), later, path + "/0");
    }

    private List<TaskId> sendGroup(Group group, String path) {
        GroupId id = groupId(group.options(), path);
        List<TaskId> results = new ArrayList<>();
        for (int i = 0; i < group.tasks().size(); i++) {
            Canvas member = group.tasks().get(i).member(new GroupMembership(id, i, null));
            results.addAll(send(member, List.of(), path + "/" + i));
        }
        return results;
    }

    private List<TaskId> sendChord(Chord chord, String path) {
        Canvas body = freeze(chord.body(), path + "/body");
        if (chord.header().isEmpty()) {
            return send(body.after(List.of(List.of())), List.of(), path + "/body");
        }
        GroupId id = groupId(chord.options(), path);
        chords.add(new ChordSize(id, chord.header().size()));
        for (int i = 0; i < chord.header().size(); i++) {
            Canvas member = chord.header().get(i).member(new GroupMembership(id, i, body));
            send(member, List.of(), path + "/" + i);
        }
        body.signatures().forEach(this::plan);
        return ends(body);
    }

    /**
     * Assigns ids to the tasks whose ids are known from the start: all but the members of a group that is sent later.
     */
    private Canvas freeze(Canvas canvas, String path) {
        return switch (canvas) {
            case Signature signature ->
                signature.options().id() != null
                        ? signature
                        : signature.with(signature.options().withId(origin.ids().apply(path)));
            case Chain chain -> {
                List<Canvas> steps = chain.flat();
                List<Canvas> frozen = new ArrayList<>();
                for (int i = 0; i < steps.size(); i++) {
                    frozen.add(freeze(steps.get(i), path + "/" + i));
                }
                yield new Chain(frozen);
            }
            case Group group -> new Group(frozen(group.tasks(), path), group.options());
            case Chord chord ->
                new Chord(frozen(chord.header(), path), freeze(chord.body(), path + "/body"), chord.options());
            case UnreadableSignature unreadable -> unreadable.with(freeze(unreadable.salvaged(), path));
        };
    }

    /** The same tasks with ids. */
    List<Canvas> frozen(List<Canvas> tasks, String path) {
        List<Canvas> frozen = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            frozen.add(freeze(tasks.get(i), path + "/" + i));
        }
        return frozen;
    }

    private void plan(Signature signature) {
        tasks.add(new Submission.PlannedTask(idOf(signature), signature.task()));
    }

    private GroupId groupId(TaskOptions options, String path) {
        TaskId given = options.id();
        return new GroupId((given == null ? origin.ids().apply(path + "/group") : given).value());
    }

    private @Nullable Instant resolved(@Nullable RelativeTime when) {
        return when == null ? null : when.from(origin.now());
    }

    /** The ids of the tasks whose results are those of {@code canvas}. */
    private static List<TaskId> ends(Canvas canvas) {
        return switch (canvas) {
            case Signature signature -> List.of(idOf(signature));
            case Chain chain -> ends(chain.steps().getLast());
            case Chord chord -> ends(chord.body());
            case Group group ->
                group.tasks().stream().flatMap(task -> ends(task).stream()).toList();
            case UnreadableSignature unreadable -> ends(unreadable.salvaged());
        };
    }

    private static Canvas inOrder(List<Canvas> rest) {
        return rest.size() == 1 ? rest.getFirst() : new Chain(rest.reversed());
    }

    private static TaskId idOf(Signature signature) {
        TaskId id = signature.options().id();
        if (id == null) {
            throw new IllegalStateException("task " + signature.task() + " must have an id before it is sent");
        }
        return id;
    }
}
