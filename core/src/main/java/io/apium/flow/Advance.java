package io.apium.flow;

import io.apium.canvas.Launch;
import io.apium.canvas.Options;
import io.apium.canvas.Origin;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Graph.Node;
import io.apium.flow.Graph.Work;
import io.apium.flow.Values.ValueLost;
import io.apium.task.Fault;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One step of a flow: hears what has ended, and says what is to be sent now. Deciding the same twice sends the same under
 * the same ids. Lives for one step.
 */
public final class Advance {

    private final Flow flow;
    private final Graph graph;
    private final Records records;
    private final Values values;
    private final Instant now;
    private final List<Stand> stands;
    private final List<Launch> owed = new ArrayList<>();

    private Advance(Flow flow, Records records, Instant now) {
        this.flow = flow;
        this.graph = flow.graph();
        this.records = records;
        this.values = new Values(records);
        this.now = now;
        this.stands = new ArrayList<>(flow.stands());
    }

    /**
     * What a step came to.
     *
     * @param owed to be sent before the flow is written
     */
    public record Result(Flow flow, List<Launch> owed) {

        public Result {
            owed = List.copyOf(owed);
        }
    }

    /**
     * @param records at least those of {@link Flow#open}; when some were {@link Records#missing} afterwards, the step is to be
     *     taken anew with them
     */
    public static Result of(Flow flow, Records records, Instant now) {
        return flow.phase() == Phase.RUNNING ? new Advance(flow, records, now).result() : new Result(flow, List.of());
    }

    private Result result() {
        for (int i = 0; i < stands.size(); i++) {
            try {
                stands.set(i, next(i, stands.get(i)));
            } catch (ValueLost e) {
                stands.set(i, new Stand.Failed(Fault.of(e)));
            }
        }
        Flow then = flow.with(stands);
        if (stands.get(graph.end()) instanceof Stand.Ended) {
            return new Result(then.ended(Phase.SUCCESS, now, null), owed);
        }
        for (Stand stand : stands) {
            if (stand instanceof Stand.Failed(Fault fault)) {
                return new Result(then.ended(Phase.FAILURE, now, fault), List.of());
            }
        }
        return new Result(then, owed);
    }

    private Stand next(int node, Stand stand) {
        return switch (stand) {
            case Stand.Waiting() -> begin(node);
            case Stand.Called(TaskId task) -> called(node, task);
            case Stand.Spread(Mapping mapping) -> spread(node, mapping);
            case Stand.Ended _, Stand.Failed _, Stand.Skipped _ -> stand;
        };
    }

    private Stand begin(int position) {
        Node node = graph.nodes().get(position);
        boolean mayBegin = node.after().stream().allMatch(before -> stands.get(before) instanceof Stand.Ended);
        if (!mayBegin) {
            return Stand.WAITING;
        }
        return switch (node.work()) {
            case Work.Run run -> run(node, run);
            case Work.Gather(List<Integer> parts, List<String> names) ->
                new Stand.Ended(names == null ? gathered(parts) : gathered(parts, names));
            case Work.Spread work -> beginSpread(position, node, work);
        };
    }

    private Stand run(Node node, Work.Run run) {
        Map<String, Object> named = new LinkedHashMap<>();
        run.references().forEach((name, from) -> values.read(value(from)).ifPresent(read -> named.put(name, read)));
        Optional<Object> previous = run.previous() == null ? Optional.of("") : values.read(value(run.previous()));
        if (named.size() < run.references().size() || previous.isEmpty()) {
            return Stand.WAITING;
        }
        Signature filled = Values.filled(run.call(), named);
        Signature whole = run.previous() == null ? filled : filled.after(List.of(previous.get()));
        TaskId id = id(node.name());
        Options options =
                whole.options().withId(id).withExtra(TaskMessage.FLOW, flow.id().value());
        owed.add(Launch.of(whole.with(options), Origin.named(id.value(), now)));
        return new Stand.Called(id);
    }

    private Stand called(int position, TaskId task) {
        return switch (records.find(task)) {
            case TaskRecord.Succeeded _ -> ended(position, task);
            case TaskRecord.Unsuccessful failed -> new Stand.Failed(failed.fault());
            case TaskRecord.Open _ -> new Stand.Called(task);
            case null -> new Stand.Called(task);
        };
    }

    /** Its task has ended; that of a node which spreads has only said over how many items. */
    private Stand ended(int position, TaskId task) {
        Node node = graph.nodes().get(position);
        if (node.work() instanceof Work.Spread && records.find(task) instanceof TaskRecord.Succeeded size) {
            return spread(
                    position, Mapping.of(Long.parseLong(size.result().json().strip())));
        }
        return new Stand.Ended(new Value.Result(task));
    }

    private Stand beginSpread(int position, Node node, Work.Spread work) {
        Items items = items(work);
        if (items.size() >= 0) {
            return spread(position, Mapping.of(items.size()));
        }
        TaskId id = id(node.name() + "/size");
        Signature size = Signature.of(Parts.SIZE).keyword("over", items.whole());
        Options options =
                Options.NONE.withId(id).withExtra(TaskMessage.FLOW, flow.id().value());
        owed.add(Launch.of(size.with(options), Origin.named(id.value(), now)));
        return new Stand.Called(id);
    }

    private Stand spread(int position, Mapping mapping) {
        Node node = graph.nodes().get(position);
        Work.Spread work = (Work.Spread) node.work();
        return new SpreadStep(work.spreading(), node.name(), items(work)).next(mapping);
    }

    /** The turn of one map. */
    private final class SpreadStep {

        private final Spreading spreading;
        private final String name;
        private final Items items;
        private final Parts parts;

        SpreadStep(Spreading spreading, String name, Items items) {
            this.spreading = spreading;
            this.name = name;
            this.items = items;
            this.parts = new Parts(flow.id(), spreading, now);
        }

        Stand next(Mapping before) {
            Mapping mapping = before;
            for (Mapping.Span span : before.spans()) {
                if (!span.ended()) {
                    switch (records.find(span.task())) {
                        case TaskRecord.Succeeded _ -> mapping = mapping.ended(span);
                        case TaskRecord.Unsuccessful failed -> {
                            return new Stand.Failed(failed.fault());
                        }
                        case TaskRecord.Open _ -> {}
                        case null -> {}
                    }
                }
            }
            return joined(filled(mapping));
        }

        private Mapping filled(Mapping before) {
            Mapping mapping = before;
            int chunk = spreading.chunk() == null ? 1 : spreading.chunk();
            long most = Math.max(1, spreading.window() / spreading.batch());
            boolean empty = mapping.size() == 0 && mapping.made() == 0;
            while (empty || (!mapping.isAllBegun() && mapping.inFlight() < most)) {
                long from = mapping.next();
                long to = Math.min(mapping.size(), from + (long) chunk * spreading.batch());
                TaskId id = id(name + "/" + mapping.made());
                owed.add(empty ? parts.join(id, List.of()) : parts.batch(id, from, to, chunk, items.slices()));
                mapping = mapping.with(new Mapping.Span(from, to, id, false, 0));
                empty = false;
            }
            return mapping;
        }

        private Stand joined(Mapping before) {
            Mapping mapping = before;
            for (List<Mapping.Span> some = mapping.neighbours(spreading.fanIn());
                    !some.isEmpty();
                    some = mapping.neighbours(spreading.fanIn())) {
                Optional<List<Object>> read = values.list(
                        some.stream().map(span -> new Value.Result(span.task())).toList());
                if (read.isEmpty()) {
                    // the step is taken anew with what is missing
                    return new Stand.Spread(mapping);
                }
                TaskId id = id(name + "/" + mapping.made());
                owed.add(parts.join(id, read.get()));
                int level =
                        1 + some.stream().mapToInt(Mapping.Span::level).max().orElse(0);
                mapping = mapping.joined(
                        new Mapping.Span(some.getFirst().from(), some.getLast().to(), id, false, level));
            }
            return mapping.isJoined()
                    ? new Stand.Ended(
                            new Value.Result(mapping.spans().getFirst().task()))
                    : new Stand.Spread(mapping);
        }
    }

    private Items items(Work.Spread work) {
        return Items.of(work.spreading().over(), work.source() == null ? null : value(work.source()));
    }

    private TaskId id(String path) {
        return flow.id().follower(flow.attempt() + "/" + path);
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
