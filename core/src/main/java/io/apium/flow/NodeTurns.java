package io.apium.flow;

import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.flow.Graph.Node;
import io.apium.flow.Graph.Work;
import io.apium.task.Fault;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** The turn of each node in a step of its flow. */
final class NodeTurns {

    private final Flow flow;
    private final Graph graph;
    private final List<Stand> stands;
    private final Records records;
    private final Values values;
    private final Times times;
    private final Owed owed;

    /** @param stands as they are in this step, where each turn finds what the turns before it came to */
    NodeTurns(Flow flow, List<Stand> stands, Records records, Times times, Owed owed) {
        this.flow = flow;
        this.graph = flow.graph();
        this.stands = stands;
        this.records = records;
        this.values = new Values(records);
        this.times = times;
        this.owed = owed;
    }

    /**
     * A turn that cannot be taken fails its node, and nobody else's: other flows and delays are dealt with beside it.
     *
     * @return where the node stands then
     */
    Stand next(int node) {
        Stand before = stands.get(node);
        try {
            return next(node, before);
        } catch (RuntimeException e) {
            return new Stand.Failed(Fault.of(e), before instanceof Stand.Spread(Mapping mapping) ? mapping : null);
        }
    }

    private Stand next(int node, Stand stand) {
        return switch (stand) {
            case Stand.Waiting() -> begin(node);
            case Stand.Called(TaskId task, int attempt) -> called(node, task, attempt);
            case Stand.Spread(Mapping mapping) -> spread(node, mapping);
            case Stand.Ended _, Stand.Failed _, Stand.Undoing _, Stand.Undone _ -> stand;
        };
    }

    private Stand begin(int position) {
        Node node = graph.nodes().get(position);
        boolean mayBegin = node.after().stream().allMatch(before -> stands.get(before) instanceof Stand.Ended);
        if (!mayBegin) {
            return Stand.WAITING;
        }
        return switch (node.work()) {
            case Work.Run run -> run(position, node, run);
            case Work.Gather(List<Integer> parts, List<String> names) ->
                new Stand.Ended(names == null ? gathered(parts) : gathered(parts, names));
            case Work.Spread work -> beginSpread(position, node, work);
        };
    }

    private Stand run(int position, Node node, Work.Run run) {
        Optional<Signature> filled = filled(run.call(), run.references());
        Optional<Object> previous = run.previous() == null ? Optional.of("") : values.read(value(run.previous()));
        if (filled.isEmpty() || previous.isEmpty()) {
            return Stand.WAITING;
        }
        Signature whole = run.previous() == null ? filled.get() : filled.get().after(List.of(previous.get()));
        return new Stand.Called(owed.call(whole, owed.id(node.name()), position), flow.attempt());
    }

    /** Empty when something that the arguments ask for was not read yet. */
    private Optional<Signature> filled(Signature call, Map<String, Integer> references) {
        Map<String, Object> named = new LinkedHashMap<>();
        references.forEach((name, from) -> values.read(value(from)).ifPresent(read -> named.put(name, read)));
        return named.size() < references.size() ? Optional.empty() : Optional.of(Values.filled(call, named));
    }

    private Stand called(int position, TaskId task, int attempt) {
        return switch (records.find(task)) {
            case TaskRecord.Succeeded _ -> ended(position, task);
            case TaskRecord.Unsuccessful _ when attempt < flow.attempt() -> begin(position);
            case TaskRecord.Unsuccessful failed -> failed(position, failed.fault());
            case TaskRecord.Unreadable _ when attempt < flow.attempt() -> begin(position);
            case TaskRecord.Unreadable damaged -> failed(position, damaged.fault());
            case TaskRecord.Open _ -> new Stand.Called(task, attempt);
            case null -> new Stand.Called(task, attempt);
        };
    }

    private Stand failed(int position, Fault fault) {
        Policy policy = graph.nodes().get(position).policy();
        return switch (policy.failing()) {
            case FAIL -> new Stand.Failed(fault, null);
            case SKIP -> new Stand.Ended(new Value.Absent());
            case DEFAULT -> new Stand.Ended(new Value.Known(Objects.requireNonNull(policy.value())));
        };
    }

    /** Its task has ended; that of a node which spreads has only said over how many items. */
    private Stand ended(int position, TaskId task) {
        Node node = graph.nodes().get(position);
        if (node.work() instanceof Work.Spread work && records.find(task) instanceof TaskRecord.Succeeded size) {
            long items = Long.parseLong(size.result().json().strip());
            return spread(position, Mapping.of(items, work.spreading().firstChunk(items)));
        }
        return new Stand.Ended(new Value.Result(task));
    }

    private Stand beginSpread(int position, Node node, Work.Spread work) {
        Items items = items(work);
        if (items.size() >= 0) {
            return spread(position, Mapping.of(items.size(), work.spreading().firstChunk(items.size())));
        }
        Signature size = Signature.of(Parts.SIZE)
                .keyword("over", items.whole())
                .with(Options.NONE.withRouting(work.spreading().routing()));
        return new Stand.Called(owed.call(size, owed.id(node.name() + "/size"), position), flow.attempt());
    }

    private Stand spread(int position, Mapping mapping) {
        Node node = graph.nodes().get(position);
        Work.Spread work = (Work.Spread) node.work();
        Signature task = work.spreading().task();
        Optional<Spreading> spreading = task == null
                ? Optional.of(work.spreading())
                : filled(task, work.references()).map(work.spreading()::with);
        if (spreading.isEmpty()) {
            return new Stand.Spread(mapping);
        }
        Parts parts = new Parts(owed, spreading.get(), items(work), node, position);
        return new Spreader(spreading.get(), node.policy(), parts, records, owed)
                .next(mapping, times.itemSeconds(position));
    }

    private Items items(Work.Spread work) {
        return Items.of(work.spreading().over(), work.source() == null ? null : value(work.source()));
    }

    private Value value(int node) {
        if (stands.get(node) instanceof Stand.Ended(Value value)) {
            return value;
        }
        throw new IllegalStateException("node " + node + " of flow " + flow.id() + " has not ended");
    }

    private Value gathered(List<Integer> parts) {
        return new Value.Many(parts.stream().map(this::value).toList());
    }

    private Value gathered(List<Integer> parts, List<String> names) {
        SequencedMap<String, Value> named = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            named.put(names.get(i), value(parts.get(i)));
        }
        return new Value.Named(named);
    }
}
