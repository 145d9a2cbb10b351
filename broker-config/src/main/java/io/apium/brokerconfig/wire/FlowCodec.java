package io.apium.brokerconfig.wire;

import io.apium.flow.Flow;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Mapping;
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

    private FlowCodec() {}

    static Map<String, @Nullable Object> tree(Flow flow) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", flow.id().value());
        tree.put("plan", PlanCodec.tree(flow.plan()));
        tree.put("attempt", flow.attempt());
        tree.put("stands", flow.stands().stream().map(FlowCodec::tree).toList());
        tree.put("phase", flow.phase().name());
        tree.put("started_at", flow.startedAt().toString());
        tree.put("deadline", flow.deadline() == null ? null : flow.deadline().toString());
        tree.put("ended_at", flow.endedAt() == null ? null : flow.endedAt().toString());
        tree.put("fault", flow.fault() == null ? null : tree(flow.fault()));
        return tree;
    }

    /** @throws IllegalArgumentException when it is not a flow that this version knows */
    static Flow read(Fields fields) {
        List<?> stands = list(fields.raw("stands"));
        Object fault = fields.raw("fault");
        return new Flow(
                new TaskId(fields.required("id")),
                PlanCodec.read(fields.raw("plan")),
                (int) fields.number("attempt"),
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
            case Stand.Called(TaskId task) -> List.of("C", task.value());
            case Stand.Spread(Mapping mapping) -> List.of("M", tree(mapping));
            case Stand.Ended(Value value) -> List.of("E", tree(value));
            case Stand.Failed(Fault fault) -> List.of("F", tree(fault));
            case Stand.Skipped() -> List.of("S");
        };
    }

    private static Stand stand(@Nullable Object value) {
        List<?> parts = list(value);
        return switch (String.valueOf(parts.getFirst())) {
            case "W" -> Stand.WAITING;
            case "C" -> new Stand.Called(new TaskId(String.valueOf(parts.get(1))));
            case "M" -> new Stand.Spread(mapping(parts.get(1)));
            case "E" -> new Stand.Ended(value(parts.get(1)));
            case "F" -> new Stand.Failed(fault(parts.get(1)));
            case "S" -> Stand.SKIPPED;
            default -> throw new IllegalArgumentException("a node stands nowhere: " + parts.getFirst());
        };
    }

    private static Object tree(Mapping mapping) {
        List<Object> spans = new ArrayList<>();
        mapping.spans()
                .forEach(span ->
                        spans.add(List.of(span.from(), span.to(), span.task().value(), span.ended(), span.level())));
        return List.of(mapping.size(), mapping.next(), mapping.made(), spans);
    }

    private static Mapping mapping(@Nullable Object value) {
        List<?> parts = list(value);
        List<Mapping.Span> spans = new ArrayList<>();
        for (Object part : list(parts.get(3))) {
            List<?> span = list(part);
            spans.add(new Mapping.Span(
                    whole(span.get(0)),
                    whole(span.get(1)),
                    new TaskId(String.valueOf(span.get(2))),
                    Boolean.TRUE.equals(span.get(3)),
                    (int) whole(span.get(4))));
        }
        return new Mapping(whole(parts.get(0)), whole(parts.get(1)), (int) whole(parts.get(2)), spans);
    }

    private static Object tree(Value value) {
        return switch (value) {
            case Value.Known(Payload payload) -> List.of("K", payload.json());
            case Value.Result(TaskId task) -> List.of("R", task.value());
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
        Object content = parts.get(1);
        return switch (String.valueOf(parts.getFirst())) {
            case "K" -> new Value.Known(new Payload(String.valueOf(content)));
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
            default -> throw new IllegalArgumentException("an unknown value: " + parts.getFirst());
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
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("not a whole number: " + value);
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("not a list: " + value);
    }
}
