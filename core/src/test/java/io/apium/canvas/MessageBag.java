package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A broker, a store and a worker of the poorest kind: no order, messages twice, and death between any two effects. */
final class MessageBag {

    private static final Instant NOW = Instant.EPOCH;

    private final SplittableRandom random;
    private final CanvasWalkTest.Failing failing;
    private final List<TaskMessage> bag = new ArrayList<>();
    private final Map<TaskId, TaskMessage> published = new HashMap<>();
    private final Map<TaskId, TaskRecord.Ended> records = new HashMap<>();
    private final Map<TaskId, String> planned = new HashMap<>();
    private final Map<GroupId, ChordCount> chords = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    MessageBag(SplittableRandom random, CanvasWalkTest.Failing failing) {
        this.random = random;
        this.failing = failing;
    }

    void run(Submission submission) {
        send(submission, false);
        while (!bag.isEmpty()) {
            TaskMessage message = bag.remove(random.nextInt(bag.size()));
            try {
                TaskRecord.Ended ended = records.computeIfAbsent(message.id(), _ -> attempt(message));
                pay(message, FollowUps.of(message, ended, NOW));
                if (random.nextInt(20) == 0) {
                    bag.add(message.repeated());
                }
            } catch (Death e) {
                bag.add(message.repeated());
            }
        }
    }

    /** The calls of all tasks except {@code Group.ACCUMULATE}, sorted. */
    List<String> calls() {
        return calls.stream().sorted().toList();
    }

    TaskRecord.Ended record(TaskId id) {
        return Objects.requireNonNull(records.get(id), () -> "nothing became of " + id);
    }

    /** The planned tasks without a record, and the chords that are not settled. */
    List<String> waiting() {
        Set<TaskId> tasks = new HashSet<>(planned.keySet());
        tasks.removeAll(records.keySet());
        return Stream.concat(
                        tasks.stream().map(planned::get),
                        chords.values().stream()
                                .filter(count -> !count.settled())
                                .map(Object::toString))
                .toList();
    }

    private TaskRecord.Ended attempt(TaskMessage message) {
        List<String> args = message.signature().args().stream().map(this::text).toList();
        Outcome.Final outcome;
        if (message.task().equals(Group.ACCUMULATE)) {
            outcome = new Outcome.Success(new JsonText(args.getFirst()));
        } else {
            String call = PlainEvaluation.call(message.task(), args);
            calls.add(call);
            outcome = failing.test(message.task())
                    ? new Outcome.Failure(new TaskError("Unlucky", "walk", List.of(call), null))
                    : new Outcome.Success(new JsonText(call));
        }
        return outcome.ended(message.id(), NOW, ResultMetadata.UNKNOWN);
    }

    private String text(Object value) {
        return switch (value) {
            case JsonText json -> json.json();
            case String id -> "!" + planned.get(new TaskId(id));
            case List<?> list -> list.stream().map(this::text).toList().toString();
            default -> String.valueOf(value);
        };
    }

    private void pay(TaskMessage message, FollowUps owed) {
        for (TaskRecord.Ended record : owed.abandoned()) {
            mayDie();
            records.putIfAbsent(record.id(), record);
        }
        send(owed.submission(), true);
        for (CompletedChordMember part : owed.parts()) {
            mayDie();
            ChordCount count = chords.computeIfAbsent(part.group(), ChordCount::new);
            switch (count.join(part)) {
                case ChordCount.Waiting() -> {}
                case ChordCount.Complete(List<JsonText> results) ->
                    settle(message, FollowUps.complete(message, part.body(), results, NOW), count);
                case ChordCount.Broken(TaskError error) ->
                    settle(message, FollowUps.broken(message, part.body(), error, NOW), count);
            }
        }
    }

    private void settle(TaskMessage message, FollowUps owed, ChordCount count) {
        mayDie();
        pay(message, owed);
        mayDie();
        count.settle();
    }

    private void send(Submission submission, boolean mortal) {
        submission.tasks().forEach(task -> planned.put(task.id(), task.task()));
        for (ChordSize size : submission.chords()) {
            chords.computeIfAbsent(size.group(), ChordCount::new).expect(size.parts());
        }
        for (TaskMessage message : submission.messages()) {
            if (mortal) {
                mayDie();
            }
            TaskMessage before = published.putIfAbsent(message.id(), message);
            assertThat(before == null ? message.repeated() : before.repeated())
                    .as("what is sent twice under one id is one task")
                    .isEqualTo(message.repeated());
            bag.add(message);
        }
    }

    private void mayDie() {
        if (random.nextInt(40) == 0) {
            throw new Death();
        }
    }

    private static final class Death extends RuntimeException {}
}
