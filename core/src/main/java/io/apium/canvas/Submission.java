package io.apium.canvas;

import io.apium.task.GroupId;
import io.apium.task.TaskId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that must be sent so that a canvas starts.
 *
 * @param chords sizes to store before the messages are sent
 * @param messages to be published, in this order
 * @param tasks every task with its future id, including later steps
 * @param results the tasks whose results are the canvas's: one, or a group's members
 * @param unsendable what would be published now if it could be read
 */
public record Submission(
        List<ChordSize> chords,
        List<TaskMessage> messages,
        List<PlannedTask> tasks,
        List<TaskId> results,
        List<Unsendable> unsendable) {

    public static final Submission NOTHING = of(List.of());

    /**
     * A step that is next and cannot be sent.
     *
     * @param rest what comes after it and will never run, either
     */
    public record Unsendable(UnreadableSignature signature, List<Canvas> rest) {}

    /** A task that will run under this id. */
    public record PlannedTask(TaskId id, String task) {}

    public Submission {
        chords = List.copyOf(chords);
        messages = List.copyOf(messages);
        tasks = List.copyOf(tasks);
        results = List.copyOf(results);
        unsendable = List.copyOf(unsendable);
    }

    /** Messages that are ready to be published. */
    public static Submission of(List<TaskMessage> messages) {
        return new Submission(List.of(), messages, List.of(), List.of(), List.of());
    }

    public static Submission of(Canvas canvas, SubmissionContext origin) {
        return of(canvas, List.of(), "", origin);
    }

    /**
     * @param rest what comes after the canvas, the next step last
     * @param path the position of the canvas in the whole submission, from which ids are derived
     */
    static Submission of(Canvas canvas, List<Canvas> rest, String path, SubmissionContext origin) {
        CanvasCompiler canvasCompiler = new CanvasCompiler(origin);
        List<TaskId> results = canvasCompiler.send(canvas, canvasCompiler.frozen(rest, path + "/rest"), path);
        return canvasCompiler.launch(results);
    }

    public Submission and(Submission other) {
        return new Submission(
                joined(chords, other.chords),
                joined(messages, other.messages),
                joined(tasks, other.tasks),
                joined(results, other.results),
                joined(unsendable, other.unsendable));
    }

    /** The same submission, marked as possibly sent before. */
    public Submission repeated() {
        return with(messages.stream().map(TaskMessage::repeated).toList());
    }

    /** The same with other messages for the same tasks. */
    public Submission with(List<TaskMessage> others) {
        return new Submission(chords, others, tasks, results, unsendable);
    }

    public boolean isEmpty() {
        return messages.isEmpty() && unsendable.isEmpty();
    }

    public List<GroupId> groups() {
        return chords.stream().map(ChordSize::group).toList();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
