package io.apium.canvas;

import io.apium.task.GroupId;
import io.apium.task.TaskId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be sent so that a canvas starts.
 *
 * @param chords to be known to the store before the messages are sent
 * @param messages to be published, in this order
 * @param tasks every task with the id that it will have, also those that come later
 * @param results the tasks whose results are the canvas's: one, or a group's members
 * @param unsendable what would be published now, could it be read
 */
public record Launch(
        List<ChordSize> chords,
        List<TaskMessage> messages,
        List<Planned> tasks,
        List<TaskId> results,
        List<Unsendable> unsendable) {

    public static final Launch NOTHING = of(List.of());

    /**
     * A step whose turn has come and that cannot be sent.
     *
     * @param rest what comes after it and never runs, either
     */
    public record Unsendable(UnreadableSignature signature, List<Canvas> rest) {}

    /** A task that will be run under this id. */
    public record Planned(TaskId id, String task) {}

    public Launch {
        chords = List.copyOf(chords);
        messages = List.copyOf(messages);
        tasks = List.copyOf(tasks);
        results = List.copyOf(results);
        unsendable = List.copyOf(unsendable);
    }

    /** Messages that are ready to be published. */
    public static Launch of(List<TaskMessage> messages) {
        return new Launch(List.of(), messages, List.of(), List.of(), List.of());
    }

    public static Launch of(Canvas canvas, Origin origin) {
        return of(canvas, List.of(), "", origin);
    }

    /**
     * @param rest what comes after the canvas, the next step last
     * @param path where the canvas stands in what is being launched; ids are made from it
     */
    static Launch of(Canvas canvas, List<Canvas> rest, String path, Origin origin) {
        Launcher launcher = new Launcher(origin);
        List<TaskId> results = launcher.send(canvas, launcher.frozen(rest, path + "/rest"), path);
        return launcher.launch(results);
    }

    public Launch and(Launch other) {
        return new Launch(
                joined(chords, other.chords),
                joined(messages, other.messages),
                joined(tasks, other.tasks),
                joined(results, other.results),
                joined(unsendable, other.unsendable));
    }

    /** The same, sent by somebody who may have sent it before. */
    public Launch repeated() {
        return new Launch(chords, messages.stream().map(TaskMessage::repeated).toList(), tasks, results, unsendable);
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
