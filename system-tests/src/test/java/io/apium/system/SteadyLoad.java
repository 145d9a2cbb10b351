package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Some 200 tasks a second of every sort, over HTTP and without, and how long each of them took beyond its time. */
final class SteadyLoad {

    private static final Duration RETRY = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SHOWN_MAX = 20;
    private static final int ITEMS = 12;
    private static final int ACCEPTED = 202;
    private static final String TICK = "steady-tick";

    private final ApiClient api;
    private final CorePorts client;
    private final RetryingTask retryingTask;
    private final LimitedTasks limitedTasks;
    private final FixedRate rate = new FixedRate();
    private final AtomicInteger tasks = new AtomicInteger();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private Instant started = Instant.MAX;
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    /** Something that was asked for, and when it was to be done at the earliest. */
    private record Asked(String sort, boolean flow, TaskId id, Instant due) {}

    /**
     * What became of it.
     *
     * @param tasks how many were asked for
     * @param slowest by which the latest ended after its time
     * @param complaints what did not go as it should, in sentences
     */
    record Fate(int tasks, Duration slowest, List<String> complaints) {}

    /** @param late by which it ended after its time */
    private record Ending(Asked asked, String state, Duration late) {}

    SteadyLoad(ApiClient api, CorePorts client, RetryingTask retryingTask, LimitedTasks limitedTasks) {
        this.api = api;
        this.client = client;
        this.retryingTask = retryingTask;
        this.limitedTasks = limitedTasks;
    }

    void start() throws Exception {
        assertThat(api.put("/v1/schedules/" + TICK, limitedTasks.everySecond(retryingTask.queue(), TICK))
                        .statusCode())
                .isIn(200, 201);
        started = Instant.now();
        every(25, 1, () -> post("task", retryingTask.request(0, 0), Duration.ZERO));
        every(100, 1, () -> post("delayed", retryingTask.request(0, 1), Duration.ofSeconds(1)));
        every(200, 1, () -> post("retried", retryingTask.request(1, 0), RETRY));
        every(200, 3, () -> flow("chain", retryingTask.flow("chain", 3)));
        every(200, 4, () -> flow("group", retryingTask.flow("group", 4)));
        every(1_000, ITEMS, () -> flow("map", retryingTask.flow()));
        every(16, 1, () -> send("sent", retryingTask.task()));
        every(
                100,
                1,
                () -> send(
                        "limited",
                        limitedTasks.task("diary.rated", retryingTask.queue(), "steady", Duration.ofMillis(2))));
        every(
                200,
                4,
                () -> send(
                        "chord",
                        Chord.of(
                                Group.of(retryingTask.task(), retryingTask.task(), retryingTask.task()),
                                retryingTask.task())));
    }

    private void every(int millis, int each, FixedRate.Act act) {
        rate.every(Duration.ofMillis(millis), () -> {
            tasks.addAndGet(each);
            act.run();
        });
    }

    private void send(String sort, Canvas canvas) throws Exception {
        Instant due = Instant.now();
        client.send(canvas).tasks().forEach(task -> asked.add(new Asked(sort, false, task.id(), due)));
    }

    private void post(String sort, String request, Duration delay) throws Exception {
        Instant due = Instant.now().plus(delay);
        accepted(sort, "/v1/tasks", request).ifPresent(id -> asked.add(new Asked(sort, false, id, due)));
    }

    private void flow(String sort, String request) throws Exception {
        Instant due = Instant.now();
        accepted(sort, "/v1/flows", request).ifPresent(id -> asked.add(new Asked(sort, true, id, due)));
    }

    private Optional<TaskId> accepted(String sort, String path, String request) throws Exception {
        try {
            HttpResponse<String> answer = api.post(path, request, "Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
            if (answer.statusCode() == ACCEPTED) {
                return Optional.of(new TaskId(ApiClient.read(answer).path("id").asString()));
            }
            refused.add(sort + " was answered with " + answer.statusCode() + ": " + answer.body());
        } catch (IOException e) {
            refused.add(sort + " was not answered: " + e);
        }
        return Optional.empty();
    }

    /** How many tasks were asked for until now. */
    int asked() {
        return tasks.get();
    }

    /** Asks for nothing more, waits for the ends of all, and looks at each. */
    Fate stop(Duration limit) throws Exception {
        rate.stop();
        List<String> complaints = new ArrayList<>(refused);
        Duration slowest = Duration.ZERO;
        for (Ending ending : endings()) {
            if (!ending.state().equals(TaskRecord.State.SUCCESS)) {
                complaints.add(ending.asked() + " ended as " + ending.state());
            } else if (ending.late().compareTo(limit) > 0) {
                complaints.add(ending.asked() + " ended " + ending.late() + " after its time");
            }
            slowest = ending.late().compareTo(slowest) > 0 ? ending.late() : slowest;
        }
        complaints.addAll(ticks(limit));
        long twice = retryingTask.startedTwice();
        if (twice > 0) {
            complaints.add(twice + " attempts were started more than once");
        }
        return new Fate(tasks.get(), slowest, shortened(complaints));
    }

    private static List<String> shortened(List<String> complaints) {
        int more = complaints.size() - SHOWN_MAX;
        List<String> shown = new ArrayList<>(complaints.subList(0, Math.min(complaints.size(), SHOWN_MAX)));
        if (more > 0) {
            shown.add("and " + more + " more");
        }
        return shown;
    }

    /** Gaps between runs of the schedule's task that are longer than they may be. */
    private List<String> ticks(Duration limit) throws IOException {
        List<String> complaints = new ArrayList<>();
        long before = ChronoUnit.MICROS.between(Instant.EPOCH, started);
        for (LimitedTasks.Run run : limitedTasks.runs()) {
            if (run.key().equals(TICK) && run.start() >= before) {
                Duration gap = Duration.of(run.start() - before, ChronoUnit.MICROS);
                if (gap.compareTo(limit.plusSeconds(1)) > 0) {
                    complaints.add("the schedule of every second was silent for " + gap);
                }
                before = run.start();
            }
        }
        Duration silent = Duration.between(Instant.EPOCH.plus(before, ChronoUnit.MICROS), Instant.now());
        if (silent.compareTo(limit.plusSeconds(1)) > 0) {
            complaints.add("the schedule of every second is silent since " + silent);
        }
        return complaints;
    }

    /** They have more time than they may take, so that a late task is not counted as lost. */
    private List<Ending> endings() throws Exception {
        Map<Asked, Ending> endings = new LinkedHashMap<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        do {
            List<Asked> left =
                    asked.stream().filter(one -> !endings.containsKey(one)).toList();
            endings.putAll(tasks(left));
            endings.putAll(flows(left));
        } while (endings.size() < asked.size() && Instant.now().isBefore(deadline));
        asked.forEach(one -> endings.computeIfAbsent(one, SteadyLoad::lost));
        return List.copyOf(endings.values());
    }

    private Map<Asked, Ending> tasks(List<Asked> left) {
        Map<Asked, Ending> endings = new LinkedHashMap<>();
        List<TaskId> ids =
                left.stream().filter(one -> !one.flow()).map(Asked::id).toList();
        Map<TaskId, TaskRecord> records = client.results().find(ids);
        for (Asked one : left) {
            if (records.get(one.id()) instanceof TaskRecord.Ended ended) {
                endings.put(one, new Ending(one, ended.state(), Duration.between(one.due(), ended.endedAt())));
            }
        }
        return endings;
    }

    private Map<Asked, Ending> flows(List<Asked> left) throws Exception {
        Map<Asked, Ending> endings = new LinkedHashMap<>();
        for (Asked one : left) {
            JsonNode flow = one.flow() ? api.get("/v1/flows/" + one.id()) : MissingNode.getInstance();
            if (flow.has("endedAt")) {
                Instant ended = Instant.parse(flow.path("endedAt").asString());
                String state = flow.path("state").asString();
                endings.put(one, new Ending(one, state, Duration.between(one.due(), ended)));
            }
        }
        return endings;
    }

    private static Ending lost(Asked asked) {
        return new Ending(asked, "PENDING", Duration.ZERO);
    }
}
