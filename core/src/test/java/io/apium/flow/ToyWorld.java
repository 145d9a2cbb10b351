package io.apium.flow;

import io.apium.canvas.Canvas;
import io.apium.canvas.Launch;
import io.apium.canvas.Membership;
import io.apium.canvas.Origin;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Flow.Phase;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.Provenance;
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
final class ToyWorld {

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

    ToyWorld(int seed) {
        this.random = new Random(seed);
    }

    int mostParts() {
        return mostParts;
    }

    int mostSpans() {
        return mostSpans;
    }

    String run(Plan plan) {
        return value(ran(plan));
    }

    String value(Flow flow) {
        if (flow.phase() != Phase.SUCCESS
                || !(flow.stands().get(flow.graph().end()) instanceof Stand.Ended(Value value))) {
            throw new AssertionError(flow.toString());
        }
        return text(
                new Values(new Records(records, records.keySet())).read(value).orElseThrow());
    }

    /** These items of maps fail. */
    void refuse(Set<Long> items) {
        refused.clear();
        refused.addAll(items);
    }

    /** The record of the task that is run as the n-th, counted from 0, cannot be read. */
    void damage(int nth) {
        damaged = nth;
    }

    /** How often each item of a map was run. */
    Map<Long, Integer> runs() {
        return runs;
    }

    /** The tasks that were run, by their names. */
    List<String> performed() {
        return performed;
    }

    Flow ran(Plan plan) {
        return ran(Flow.of(new TaskId("flow"), plan, NOW, null));
    }

    Flow ran(Flow begun) {
        Flow flow = begun;
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

    private Flow step(Flow flow) {
        Set<TaskId> asked = new HashSet<>(flow.open());
        while (true) {
            Map<TaskId, TaskRecord> read = new HashMap<>(records);
            read.keySet().retainAll(asked);
            Records known = new Records(read, asked);
            Advance.Result result = Advance.of(flow, known, Times.NONE, NOW);
            if (known.missing().isEmpty()) {
                result.owed().forEach(this::send);
                mostParts = Math.max(mostParts, (int) queue.stream()
                        .filter(message -> message.task().equals(Parts.PART))
                        .count());
                for (Stand stand : result.flow().stands()) {
                    mostSpans = stand instanceof Stand.Spread(Mapping mapping)
                            ? Math.max(mostSpans, mapping.spans().size())
                            : mostSpans;
                }
                return result.flow();
            }
            asked.addAll(known.missing());
        }
    }

    private void send(Launch launch) {
        launch.chords().forEach(size -> sizes.put(size.group().value(), size.parts()));
        for (TaskMessage message : launch.messages()) {
            if (!sent.add(message.id())) {
                throw new AssertionError("sent twice: " + message);
            }
            queue.add(message);
        }
    }

    private void perform(TaskMessage message) {
        performed.add(message.task());
        Membership member = message.options().membership();
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
                                message.id(), new Payload('"' + result + '"'), NOW, Provenance.UNKNOWN));
        Membership place = message.options().membership();
        if (place != null && place.chord() != null) {
            join(place, place.chord(), result);
        }
    }

    private void fail(TaskId id) {
        Fault fault = new Fault("Toy", "toy", List.of(), null);
        records.put(id, new TaskRecord.Failed(id, fault, NOW, Provenance.UNKNOWN));
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

    private void join(Membership place, Canvas body, String result) {
        String group = place.group().value();
        Map<Integer, String> parts = chords.computeIfAbsent(group, _ -> new TreeMap<>());
        parts.put(place.index(), result);
        if (parts.size() == sizes.get(group)) {
            List<Object> values = new ArrayList<>(parts.values());
            send(Launch.of(body.after(List.of(values)), Origin.named("body", NOW)));
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
            case Payload payload -> payload.json().substring(1, payload.json().length() - 1);
            case List<?> list -> {
                StringBuilder all = new StringBuilder();
                list.forEach(each -> all.append(text(each)));
                yield all.toString();
            }
            case null, default -> String.valueOf(value);
        };
    }
}
