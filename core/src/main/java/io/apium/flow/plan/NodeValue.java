package io.apium.flow.plan;

import io.apium.task.JsonText;
import io.apium.task.TaskId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The value of a node, or where it is stored. A flow's state has no copies of results. */
public sealed interface NodeValue {

    /** A value in the state itself. */
    record Known(JsonText json) implements NodeValue {}

    /** The result of a task. */
    record Result(TaskId task) implements NodeValue {}

    /** The value of a skipped node: left out of a list, and null for a reference by name. */
    record Absent() implements NodeValue {}

    record Many(List<NodeValue> values) implements NodeValue {

        public Many {
            values = List.copyOf(values);
        }

        public List<NodeValue> present() {
            return values.stream().filter(value -> !(value instanceof Absent)).toList();
        }
    }

    record Named(SequencedMap<String, NodeValue> values) implements NodeValue {

        public Named {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }
}
