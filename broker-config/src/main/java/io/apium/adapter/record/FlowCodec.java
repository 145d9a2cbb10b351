package io.apium.adapter.record;

import io.apium.adapter.celery.UntrustedFields;
import io.apium.bound.JsonNumber;
import io.apium.bound.PlainText;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.MapProgress;
import io.apium.flow.MapProgress.Span;
import io.apium.flow.NodeState;
import io.apium.flow.plan.NodeValue;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A flow as JSON. The state of a node is a list: a letter, and its data. */
public final class FlowCodec {

    private final StoredMessageCodec messages;

    public FlowCodec(StoredMessageCodec messages) {
        this.messages = messages;
    }

    public Map<String, @Nullable Object> tree(FlowState flow) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("origin", messages.tree(flow.origin()));
        tree.put("plan", PlanCodec.tree(flow.plan()));
        tree.put("attempt", flow.attempt());
        tree.put("depth", flow.depth());
        tree.put("stands", flow.nodeStates().stream().map(FlowCodec::tree).toList());
        tree.put("phase", flow.phase().name());
        tree.put("started_at", flow.startedAt().toString());
        tree.put("deadline", flow.deadline() == null ? null : flow.deadline().toString());
        tree.put("ended_at", flow.endedAt() == null ? null : flow.endedAt().toString());
        tree.put("fault", flow.error() == null ? null : tree(flow.error()));
        return tree;
    }

    /** @throws IllegalArgumentException when it is not a flow that this version knows */
    public FlowState read(UntrustedFields fields) {
        List<?> stands = list(fields.raw("stands"));
        Object fault = fields.raw("fault");
        return new FlowState(
                messages.read(UntrustedFields.of(fields.raw("origin"), "a message")),
                PlanCodec.read(fields.raw("plan")),
                (int) fields.number("attempt"),
                (int) fields.number("depth"),
                stands.stream().map(FlowCodec::stand).toList(),
                Phase.valueOf(fields.required("phase")),
                UntrustedFields.instant("started_at", fields.required("started_at")),
                fields.instant("deadline"),
                fields.instant("ended_at"),
                fault == null ? null : fault(fault));
    }

    private static Object tree(NodeState nodeState) {
        return switch (nodeState) {
            case NodeState.Waiting() -> List.of("W");
            case NodeState.Running(TaskId task, int attempt) -> List.of("C", task.value(), attempt);
            case NodeState.Mapping(MapProgress mapProgress) -> List.of("M", tree(mapProgress));
            case NodeState.Ended(NodeValue value) -> List.of("E", tree(value));
            case NodeState.Failed(TaskError error, MapProgress mapProgress) ->
                mapProgress == null ? List.of("F", tree(error)) : List.of("F", tree(error), tree(mapProgress));
            case NodeState.Compensating(TaskId task) -> List.of("U", task.value());
            case NodeState.Compensated() -> List.of("D");
        };
    }

    private static NodeState stand(@Nullable Object value) {
        List<?> parts = list(value);
        return switch (String.valueOf(parts.getFirst())) {
            case "W" -> NodeState.WAITING;
            case "C" -> new NodeState.Running(new TaskId(String.valueOf(parts.get(1))), (int) whole(parts.get(2)));
            case "M" -> new NodeState.Mapping(mapping(parts.get(1)));
            case "E" -> new NodeState.Ended(value(parts.get(1)));
            case "F" -> new NodeState.Failed(fault(parts.get(1)), parts.size() > 2 ? mapping(parts.get(2)) : null);
            case "U" -> new NodeState.Compensating(new TaskId(String.valueOf(parts.get(1))));
            case "D" -> NodeState.COMPENSATED;
            default ->
                throw new IllegalArgumentException(
                        "unknown state code of a node: " + PlainText.shown(parts.getFirst()));
        };
    }

    private static Object tree(MapProgress mapProgress) {
        return List.of(mapProgress.size(), mapProgress.next(), mapProgress.chunk(), trees(mapProgress.spans()));
    }

    private static List<Object> trees(List<Span> spans) {
        return spans.stream()
                .map(span -> (Object) List.of(
                        span.from(),
                        span.to(),
                        span.task().value(),
                        span.level(),
                        span.chunk(),
                        span.attempt(),
                        span.ended(),
                        trees(span.covers())))
                .toList();
    }

    private static MapProgress mapping(@Nullable Object value) {
        List<?> parts = list(value);
        return new MapProgress(
                whole(parts.get(0)), whole(parts.get(1)), (int) whole(parts.get(2)), spans(parts.get(3)));
    }

    private static List<Span> spans(@Nullable Object value) {
        return list(value).stream().map(FlowCodec::span).toList();
    }

    private static Span span(@Nullable Object value) {
        List<?> parts = list(value);
        return new Span(
                whole(parts.get(0)),
                whole(parts.get(1)),
                new TaskId(String.valueOf(parts.get(2))),
                (int) whole(parts.get(3)),
                (int) whole(parts.get(4)),
                (int) whole(parts.get(5)),
                Boolean.TRUE.equals(parts.get(6)),
                spans(parts.get(7)));
    }

    private static Object tree(NodeValue value) {
        return switch (value) {
            case NodeValue.Known(JsonText json) -> List.of("K", json.json());
            case NodeValue.Result(TaskId task) -> List.of("R", task.value());
            case NodeValue.Absent() -> List.of("A");
            case NodeValue.Many(List<NodeValue> values) ->
                List.of("L", values.stream().map(FlowCodec::tree).toList());
            case NodeValue.Named named -> {
                Map<String, Object> trees = new LinkedHashMap<>();
                named.values().forEach((name, each) -> trees.put(name, tree(each)));
                yield List.of("N", trees);
            }
        };
    }

    private static NodeValue value(@Nullable Object value) {
        List<?> parts = list(value);
        Object content = parts.size() > 1 ? parts.get(1) : null;
        return switch (String.valueOf(parts.getFirst())) {
            case "K" -> new NodeValue.Known(new JsonText(String.valueOf(content)));
            case "A" -> new NodeValue.Absent();
            case "R" -> new NodeValue.Result(new TaskId(String.valueOf(content)));
            case "L" ->
                new NodeValue.Many(list(content).stream().map(FlowCodec::value).toList());
            case "N" -> {
                SequencedMap<String, NodeValue> named = new LinkedHashMap<>();
                UntrustedFields.of(content, "values by name")
                        .map()
                        .forEach((name, each) -> named.put(String.valueOf(name), value(each)));
                yield new NodeValue.Named(named);
            }
            default ->
                throw new IllegalArgumentException(
                        "unknown type code of a value: " + PlainText.shown(parts.getFirst()));
        };
    }

    private static Object tree(TaskError error) {
        List<@Nullable Object> tree = new ArrayList<>();
        tree.add(error.type());
        tree.add(error.module());
        tree.add(error.arguments());
        tree.add(error.traceback());
        return tree;
    }

    private static TaskError fault(@Nullable Object value) {
        List<?> parts = list(value);
        Object traceback = parts.get(3);
        return new TaskError(
                String.valueOf(parts.get(0)),
                String.valueOf(parts.get(1)),
                list(parts.get(2)).stream().map(String::valueOf).toList(),
                traceback == null ? null : traceback.toString());
    }

    private static long whole(@Nullable Object value) {
        Long whole = JsonNumber.whole(value);
        if (whole == null) {
            throw new IllegalArgumentException("must be a whole number, got: " + PlainText.shown(value));
        }
        return whole;
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("must be a list, got: " + PlainText.shown(value));
    }
}
