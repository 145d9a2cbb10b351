package io.apium.flow;

import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.flow.Values.ValueLostException;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way back of a flow that has failed: what had ended well is undone, the last first, one after another. */
final class Undoing {

    private final Graph graph;
    private final Records records;
    private final Values values;
    private final Owed owed;

    Undoing(Graph graph, Records records, Owed owed) {
        this.graph = graph;
        this.records = records;
        this.values = new Values(records);
        this.owed = owed;
    }

    /**
     * @param stands changed by this
     * @return whether nothing is left to be undone
     */
    boolean next(List<Stand> stands) {
        for (int i = stands.size() - 1; i >= 0; i--) {
            Stand after = next(i, stands.get(i));
            stands.set(i, after);
            if (after instanceof Stand.Undoing) {
                return false;
            }
        }
        return true;
    }

    private Stand next(int position, Stand stand) {
        Graph.Node node = graph.nodes().get(position);
        Signature undo = node.policy().undo();
        return switch (stand) {
            case Stand.Ended(Value value) when undo != null -> undoOrLeave(node, undo, value);
            // whether it went well or not: there is nothing further to fall back to, and its record tells
            case Stand.Undoing(TaskId task) when isOver(records.find(task)) -> Stand.UNDONE;
            default -> stand;
        };
    }

    /** A record that cannot be read will not tell more later. */
    private static boolean isOver(@Nullable TaskRecord record) {
        return record instanceof TaskRecord.Ended || record instanceof TaskRecord.Unreadable;
    }

    private Stand undoOrLeave(Graph.Node node, Signature undo, Value value) {
        try {
            return undo(node, undo, value);
        } catch (ValueLostException e) {
            // it has expired: nobody can say any more what is to be undone, and the flow must end all the same
            return Stand.UNDONE;
        }
    }

    private Stand undo(Graph.Node node, Signature undo, Value value) {
        TaskId id = owed.id(node.name() + "/undo");
        Optional<Object> read = undo.immutable() ? Optional.of("") : values.read(value);
        // without a mark: what is of a flow that was revoked is not run
        Options options = undo.options().withId(id);
        read.ifPresent(given -> owed.send(
                undo.immutable() ? undo.with(options) : undo.with(options).after(List.of(given)), id));
        return new Stand.Undoing(id);
    }
}
