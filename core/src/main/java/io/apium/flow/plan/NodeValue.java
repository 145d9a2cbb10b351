package io.apium.flow.plan;

import io.apium.task.JsonText;
import io.apium.task.TaskId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What a node has come to, or where that can be read. Nothing large is copied into a flow's state. */
public sealed interface NodeValue {

    /** Written down. */
    record Known(JsonText json) implements NodeValue {}

    /** The result of a task. */
    record Result(TaskId task) implements NodeValue {}

    /** Of what failed and was left out: no member of a list, and null to whoever asks for it by name. */
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
