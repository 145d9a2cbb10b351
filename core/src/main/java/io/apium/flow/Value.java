package io.apium.flow;

import io.apium.task.Payload;
import io.apium.task.TaskId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What a node has come to, or where that can be read. Nothing large is copied into a flow's state. */
public sealed interface Value {

    /** Written down. */
    record Known(Payload payload) implements Value {}

    /** The result of a task. */
    record Result(TaskId task) implements Value {}

    /** Of what failed and was left out: no member of a list, and null to whoever asks for it by name. */
    record Absent() implements Value {}

    record Many(List<Value> values) implements Value {

        public Many {
            values = List.copyOf(values);
        }

        List<Value> present() {
            return values.stream().filter(value -> !(value instanceof Absent)).toList();
        }
    }

    record Named(SequencedMap<String, Value> values) implements Value {

        public Named {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }
}
