package io.apium.brokerconfig.wire;

import io.apium.bound.JsonNumber;
import io.apium.bound.PlainText;
import io.apium.flow.Flow;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Mapping;
import io.apium.flow.Mapping.Span;
import io.apium.flow.Stand;
import io.apium.flow.Value;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A flow at work, as JSON. Where a node stands is a list: a letter, and what goes with it. */
final class FlowCodec {

    private final KeptMessage messages;

    FlowCodec(KeptMessage messages) {
        this.messages = messages;
    }

    Map<String, @Nullable Object> tree(Flow flow) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("origin", messages.tree(flow.origin()));
        tree.put("plan", PlanCodec.tree(flow.plan()));
        tree.put("attempt", flow.attempt());
        tree.put("depth", flow.depth());
        tree.put("stands", flow.stands().stream().map(FlowCodec::tree).toList());
        tree.put("phase", flow.phase().name());
        tree.put("started_at", flow.startedAt().toString());
        tree.put("deadline", flow.deadline() == null ? null : flow.deadline().toString());
        tree.put("ended_at", flow.endedAt() == null ? null : flow.endedAt().toString());
        tree.put("fault", flow.fault() == null ? null : tree(flow.fault()));
        return tree;
    }

    /** @throws IllegalArgumentException when it is not a flow that this version knows */
    Flow read(Fields fields) {
        List<?> stands = list(fields.raw("stands"));
        Object fault = fields.raw("fault");
        return new Flow(
                messages.read(Fields.of(fields.raw("origin"), "a message")),
                PlanCodec.read(fields.raw("plan")),
                (int) fields.number("attempt"),
                (int) fields.number("depth"),
                stands.stream().map(FlowCodec::stand).toList(),
                Phase.valueOf(fields.required("phase")),
                Fields.instant("started_at", fields.required("started_at")),
                fields.instant("deadline"),
                fields.instant("ended_at"),
                fault == null ? null : fault(fault));
    }

    private static Object tree(Stand stand) {
        return switch (stand) {
            case Stand.Waiting() -> List.of("W");
            case Stand.Called(TaskId task, int attempt) -> List.of("C", task.value(), attempt);
            case Stand.Spread(Mapping mapping) -> List.of("M", tree(mapping));
            case Stand.Ended(Value value) -> List.of("E", tree(value));
            case Stand.Failed(Fault fault, Mapping mapping) ->
                mapping == null ? List.of("F", tree(fault)) : List.of("F", tree(fault), tree(mapping));
            case Stand.Undoing(TaskId task) -> List.of("U", task.value());
            case Stand.Undone() -> List.of("D");
        };
    }

    private static Stand stand(@Nullable Object value) {
        List<?> parts = list(value);
        return switch (String.valueOf(parts.getFirst())) {
            case "W" -> Stand.WAITING;
            case "C" -> new Stand.Called(new TaskId(String.valueOf(parts.get(1))), (int) whole(parts.get(2)));
            case "M" -> new Stand.Spread(mapping(parts.get(1)));
            case "E" -> new Stand.Ended(value(parts.get(1)));
            case "F" -> new Stand.Failed(fault(parts.get(1)), parts.size() > 2 ? mapping(parts.get(2)) : null);
            case "U" -> new Stand.Undoing(new TaskId(String.valueOf(parts.get(1))));
            case "D" -> Stand.UNDONE;
            default ->
                throw new IllegalArgumentException("unknown state of a node: " + PlainText.shown(parts.getFirst()));
        };
    }

    private static Object tree(Mapping mapping) {
        return List.of(mapping.size(), mapping.next(), mapping.chunk(), trees(mapping.spans()));
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

    private static Mapping mapping(@Nullable Object value) {
        List<?> parts = list(value);
        return new Mapping(whole(parts.get(0)), whole(parts.get(1)), (int) whole(parts.get(2)), spans(parts.get(3)));
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

    private static Object tree(Value value) {
        return switch (value) {
            case Value.Known(Payload payload) -> List.of("K", payload.json());
            case Value.Result(TaskId task) -> List.of("R", task.value());
            case Value.Absent() -> List.of("A");
            case Value.Many(List<Value> values) ->
                List.of("L", values.stream().map(FlowCodec::tree).toList());
            case Value.Named named -> {
                Map<String, Object> trees = new LinkedHashMap<>();
                named.values().forEach((name, each) -> trees.put(name, tree(each)));
                yield List.of("N", trees);
            }
        };
    }

    private static Value value(@Nullable Object value) {
        List<?> parts = list(value);
        Object content = parts.size() > 1 ? parts.get(1) : null;
        return switch (String.valueOf(parts.getFirst())) {
            case "K" -> new Value.Known(new Payload(String.valueOf(content)));
            case "A" -> new Value.Absent();
            case "R" -> new Value.Result(new TaskId(String.valueOf(content)));
            case "L" ->
                new Value.Many(list(content).stream().map(FlowCodec::value).toList());
            case "N" -> {
                SequencedMap<String, Value> named = new LinkedHashMap<>();
                Fields.of(content, "values by name")
                        .map()
                        .forEach((name, each) -> named.put(String.valueOf(name), value(each)));
                yield new Value.Named(named);
            }
            default -> throw new IllegalArgumentException("an unknown value: " + PlainText.shown(parts.getFirst()));
        };
    }

    private static Object tree(Fault fault) {
        List<@Nullable Object> tree = new ArrayList<>();
        tree.add(fault.type());
        tree.add(fault.module());
        tree.add(fault.arguments());
        tree.add(fault.traceback());
        return tree;
    }

    private static Fault fault(@Nullable Object value) {
        List<?> parts = list(value);
        Object traceback = parts.get(3);
        return new Fault(
                String.valueOf(parts.get(0)),
                String.valueOf(parts.get(1)),
                list(parts.get(2)).stream().map(String::valueOf).toList(),
                traceback == null ? null : traceback.toString());
    }

    private static long whole(@Nullable Object value) {
        Long whole = JsonNumber.whole(value);
        if (whole == null) {
            throw new IllegalArgumentException("not a whole number: " + PlainText.shown(value));
        }
        return whole;
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("not a list: " + PlainText.shown(value));
    }
}
