package io.apium.flow;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.FlowGraph.Node;
import io.apium.flow.plan.FlowGraph.Operation;
import io.apium.flow.plan.MapSpec;
import io.apium.flow.plan.NodeValue;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** Computes the next state of each node in a step of its flow. */
final class NodeAdvancer {

    private final FlowState flow;
    private final FlowGraph graph;
    private final List<NodeState> nodeStates;
    private final TaskRecords records;
    private final ValueResolver values;
    private final FlowTimings times;
    private final StepEffects stepEffects;

    /** @param nodeStates the states in this step, in which each node finds those of the nodes before it */
    NodeAdvancer(
            FlowState flow,
            List<NodeState> nodeStates,
            TaskRecords records,
            FlowTimings times,
            StepEffects stepEffects) {
        this.flow = flow;
        this.graph = flow.graph();
        this.nodeStates = nodeStates;
        this.records = records;
        this.values = new ValueResolver(records);
        this.times = times;
        this.stepEffects = stepEffects;
    }

    /**
     * An exception fails this node only; other flows and delayed tasks of the same cycle go on.
     *
     * @return the next state of the node
     */
    NodeState next(int node) {
        NodeState before = nodeStates.get(node);
        try {
            return next(node, before);
        } catch (RuntimeException e) {
            return new NodeState.Failed(
                    TaskError.of(e), before instanceof NodeState.Mapping(MapProgress mapProgress) ? mapProgress : null);
        }
    }

    private NodeState next(int node, NodeState nodeState) {
        return switch (nodeState) {
            case NodeState.Waiting() -> begin(node);
            case NodeState.Running(TaskId task, int attempt) -> running(node, task, attempt);
            case NodeState.Mapping(MapProgress mapProgress) -> map(node, mapProgress);
            case NodeState.Ended _, NodeState.Failed _, NodeState.Compensating _, NodeState.Compensated _ -> nodeState;
        };
    }

    private NodeState begin(int position) {
        Node node = graph.nodes().get(position);
        boolean mayBegin = node.after().stream().allMatch(before -> nodeStates.get(before) instanceof NodeState.Ended);
        if (!mayBegin) {
            return NodeState.WAITING;
        }
        return switch (node.operation()) {
            case Operation.Run run -> run(position, node, run);
            case Operation.Gather(List<Integer> parts, List<String> names) ->
                new NodeState.Ended(names == null ? gather(parts) : gather(parts, names));
            case Operation.ForEach work -> beginMap(position, node, work);
        };
    }

    private NodeState run(int position, Node node, Operation.Run run) {
        Optional<Signature> filled = filled(run.call(), run.references());
        Optional<Object> previous = run.previous() == null ? Optional.of("") : values.read(value(run.previous()));
        if (filled.isEmpty() || previous.isEmpty()) {
            return NodeState.WAITING;
        }
        Signature whole = run.previous() == null ? filled.get() : filled.get().after(List.of(previous.get()));
        return new NodeState.Running(stepEffects.call(whole, stepEffects.id(node.name()), position), flow.attempt());
    }

    /** Empty when a value that the arguments refer to was not read yet. */
    private Optional<Signature> filled(Signature call, Map<String, Integer> references) {
        Map<String, Object> named = new LinkedHashMap<>();
        references.forEach((name, from) -> values.read(value(from)).ifPresent(read -> named.put(name, read)));
        return named.size() < references.size() ? Optional.empty() : Optional.of(ValueResolver.filled(call, named));
    }

    private NodeState running(int position, TaskId task, int attempt) {
        return switch (records.find(task)) {
            case TaskRecord.Succeeded _ -> ended(position, task);
            case TaskRecord.Unsuccessful _ when attempt < flow.attempt() -> begin(position);
            case TaskRecord.Unsuccessful failed -> failed(position, failed.error());
            case TaskRecord.Unreadable _ when attempt < flow.attempt() -> begin(position);
            case TaskRecord.Unreadable damaged -> failed(position, damaged.fault());
            case TaskRecord.Open _ -> new NodeState.Running(task, attempt);
            case null -> new NodeState.Running(task, attempt);
        };
    }

    private NodeState failed(int position, TaskError error) {
        FailurePolicy policy = graph.nodes().get(position).policy();
        return switch (policy.failing()) {
            case FAIL -> new NodeState.Failed(error, null);
            case SKIP -> new NodeState.Ended(new NodeValue.Absent());
            case DEFAULT -> new NodeState.Ended(new NodeValue.Known(Objects.requireNonNull(policy.value())));
        };
    }

    /** The task of a node has ended. That of a map has only counted the items. */
    private NodeState ended(int position, TaskId task) {
        Node node = graph.nodes().get(position);
        if (node.operation() instanceof Operation.ForEach work
                && records.find(task) instanceof TaskRecord.Succeeded size) {
            long items = Long.parseLong(size.result().json().strip());
            return map(position, MapProgress.of(items, work.mapSpec().firstChunk(items)));
        }
        return new NodeState.Ended(new NodeValue.Result(task));
    }

    private NodeState beginMap(int position, Node node, Operation.ForEach work) {
        ItemSlices items = items(work);
        if (items.size() >= 0) {
            return map(position, MapProgress.of(items.size(), work.mapSpec().firstChunk(items.size())));
        }
        Signature size = Signature.of(MapMessages.SIZE)
                .keyword("over", items.whole())
                .with(TaskOptions.NONE.withRouting(work.mapSpec().routing()));
        return new NodeState.Running(
                stepEffects.call(size, stepEffects.id(node.name() + "/size"), position), flow.attempt());
    }

    private NodeState map(int position, MapProgress mapProgress) {
        Node node = graph.nodes().get(position);
        Operation.ForEach work = (Operation.ForEach) node.operation();
        Signature task = work.mapSpec().task();
        Optional<MapSpec> mapSpec = task == null
                ? Optional.of(work.mapSpec())
                : filled(task, work.references()).map(work.mapSpec()::with);
        if (mapSpec.isEmpty()) {
            return new NodeState.Mapping(mapProgress);
        }
        MapMessages mapMessages = new MapMessages(stepEffects, mapSpec.get(), items(work), node, position);
        return new MapAdvancer(mapSpec.get(), node.policy(), mapMessages, records, stepEffects)
                .next(mapProgress, times.itemSeconds(position));
    }

    private ItemSlices items(Operation.ForEach work) {
        return ItemSlices.of(work.mapSpec().over(), work.source() == null ? null : value(work.source()));
    }

    private NodeValue value(int node) {
        if (nodeStates.get(node) instanceof NodeState.Ended(NodeValue value)) {
            return value;
        }
        throw new IllegalStateException("node " + node + " of flow " + flow.id() + " has not ended");
    }

    private NodeValue gather(List<Integer> parts) {
        return new NodeValue.Many(parts.stream().map(this::value).toList());
    }

    private NodeValue gather(List<Integer> parts, List<String> names) {
        SequencedMap<String, NodeValue> named = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            named.put(names.get(i), value(parts.get(i)));
        }
        return new NodeValue.Named(named);
    }
}
