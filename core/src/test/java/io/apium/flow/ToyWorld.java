package io.apium.flow;

import io.apium.canvas.Canvas;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.plan.NodeValue;
import io.apium.flow.plan.Plan;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Runs what flows send, in any order, with tasks that make words; a value is a string without quotes in it. */
public final class ToyWorld {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Random random;
    private final Map<TaskId, TaskRecord> records = new HashMap<>();
    private final List<TaskMessage> queue = new ArrayList<>();
    private final Set<TaskId> sent = new HashSet<>();
    private final Map<String, Map<Integer, String>> chords = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private final Map<Long, Integer> runs = new HashMap<>();
    private final List<String> performed = new ArrayList<>();
    private int damaged = -1;
    private int mostParts;
    private int mostSpans;

    public ToyWorld(int seed) {
        this.random = new Random(seed);
    }

    int mostParts() {
        return mostParts;
    }

    int mostSpans() {
        return mostSpans;
    }

    public String run(Plan plan) {
        return value(ran(plan));
    }

    String value(FlowState flow) {
        if (flow.phase() != Phase.SUCCESS
                || !(flow.nodeStates().get(flow.graph().end()) instanceof NodeState.Ended(NodeValue value))) {
            throw new AssertionError(flow.toString());
        }
        return text(new ValueResolver(new TaskRecords(records, records.keySet()))
                .read(value)
                .orElseThrow());
    }

    /** These items of maps fail. */
    void refuse(Set<Long> items) {
        refused.clear();
        refused.addAll(items);
    }

    /** The record of the task that is run as the n-th, counted from 0, cannot be read. */
    public void damage(int nth) {
        damaged = nth;
    }

    /** How often each item of a map was run. */
    Map<Long, Integer> runs() {
        return runs;
    }

    /** The tasks that were run, by their names. */
    public List<String> performed() {
        return performed;
    }

    public FlowState ran(Plan plan) {
        return ran(FlowState.of(new TaskId("flow"), plan, NOW, null));
    }

    FlowState ran(FlowState begun) {
        FlowState flow = begun;
        while (flow.phase() == Phase.RUNNING) {
            flow = step(flow);
            if (!queue.isEmpty()) {
                perform(queue.remove(random.nextInt(queue.size())));
            } else if (flow.phase() == Phase.RUNNING && flow.equals(step(flow))) {
                throw new AssertionError("stands still: " + flow);
            }
        }
        return flow;
    }

    private FlowState step(FlowState flow) {
        Set<TaskId> asked = new HashSet<>(flow.open());
        while (true) {
            Map<TaskId, TaskRecord> read = new HashMap<>(records);
            read.keySet().retainAll(asked);
            TaskRecords known = new TaskRecords(read, asked);
            FlowAdvancer.Result result = FlowAdvancer.of(flow, known, FlowTimings.NONE, NOW);
            if (known.missing().isEmpty()) {
                result.submissions().forEach(this::send);
                mostParts = Math.max(mostParts, (int) queue.stream()
                        .filter(message -> message.task().equals(MapMessages.PART))
                        .count());
                for (NodeState nodeState : result.flow().nodeStates()) {
                    mostSpans = nodeState instanceof NodeState.Mapping(MapProgress mapProgress)
                            ? Math.max(mostSpans, mapProgress.spans().size())
                            : mostSpans;
                }
                return result.flow();
            }
            asked.addAll(known.missing());
        }
    }

    private void send(Submission submission) {
        submission.chords().forEach(size -> sizes.put(size.group().value(), size.parts()));
        for (TaskMessage message : submission.messages()) {
            if (!sent.add(message.id())) {
                throw new AssertionError("sent twice: " + message);
            }
            queue.add(message);
        }
    }

    private void perform(TaskMessage message) {
        performed.add(message.task());
        GroupMembership member = message.options().membership();
        if (message.task().equals("fail") || isRefused(message.signature())) {
            fail(message.id());
            if (member != null && member.chord() instanceof Signature body) {
                fail(Objects.requireNonNull(body.options().id()));
            }
            return;
        }
        String result = result(message.signature());
        records.put(
                message.id(),
                performed.size() - 1 == damaged
                        ? new TaskRecord.Unreadable(message.id(), "damaged")
                        : new TaskRecord.Succeeded(
                                message.id(), new JsonText('"' + result + '"'), NOW, ResultMetadata.UNKNOWN));
        GroupMembership place = message.options().membership();
        if (place != null && place.chord() != null) {
            join(place, place.chord(), result);
        }
    }

    private void fail(TaskId id) {
        TaskError error = new TaskError("Toy", "toy", List.of(), null);
        records.put(id, new TaskRecord.Failed(id, error, NOW, ResultMetadata.UNKNOWN));
    }

    private boolean isRefused(Signature call) {
        List<Long> items = items(call);
        items.forEach(item -> runs.merge(item, 1, Integer::sum));
        return items.stream().anyMatch(refused::contains);
    }

    private static List<Long> items(Signature call) {
        if (call.task().equals("number")) {
            return List.of((Long) call.args().getFirst());
        }
        boolean isPart = call.task().equals("apium.part")
                && call.kwargs().get("over") instanceof Map<?, ?> map
                && map.containsKey("range");
        List<?> range = isPart ? (List<?>) ((Map<?, ?>) call.kwargs().get("over")).get("range") : List.of(0L, 0L);
        return LongStream.range((Long) range.get(0), (Long) range.get(1))
                .boxed()
                .toList();
    }

    private void join(GroupMembership place, Canvas body, String result) {
        String group = place.group().value();
        Map<Integer, String> parts = chords.computeIfAbsent(group, _ -> new TreeMap<>());
        parts.put(place.index(), result);
        if (parts.size() == sizes.get(group)) {
            List<Object> values = new ArrayList<>(parts.values());
            send(Submission.of(body.after(List.of(values)), SubmissionContext.named("body", NOW)));
        }
    }

    private static String result(Signature call) {
        return switch (call.task()) {
            case "word" ->
                call.args().size() == 1
                        ? text(call.args().getFirst())
                        : text(call.args().get(0)) + text(call.args().get(1));
            case "undo1", "undo2" -> "";
            case "words" -> text(call.args().getFirst());
            case "number" -> call.args().getFirst() + ";";
            case "apium.part" -> part(call);
            default -> throw new AssertionError("no task " + call.task());
        };
    }

    private static String part(Signature call) {
        if (call.kwargs().get("over") instanceof Map<?, ?> map && map.get("items") instanceof List<?> items) {
            return text(items);
        }
        return items(call).stream().map(item -> item + ";").collect(Collectors.joining());
    }

    private static String text(Object value) {
        return switch (value) {
            case JsonText json -> json.json().substring(1, json.json().length() - 1);
            case List<?> list -> {
                StringBuilder all = new StringBuilder();
                list.forEach(each -> all.append(text(each)));
                yield all.toString();
            }
            case null, default -> String.valueOf(value);
        };
    }
}
