package io.apium.testkit.contract;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Reply;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages and records to test with. Ids and queues are new at every call. */
public final class TaskExamples {

    /** A moment in whole milliseconds, far enough off that nothing expires before a test ends. */
    public static final Instant MOMENT = Instant.parse("2040-05-06T07:08:09.123Z");

    /** JSON with everything that is easily lost: large numbers, nulls, text from many scripts, quotes, nesting. */
    public static final JsonText INTRICATE =
            new JsonText("{\"big\":123456789012345678901234567890,\"none\":null,\"yes\":true,\"half\":2.5,"
                    + "\"text\":\"žluťoučký 馬 🐎 \\\"quoted\\\"\",\"deep\":[[],{},[1,[2,[3]]]]}");

    private TaskExamples() {}

    public static QueueName queue() {
        return new QueueName("contract." + TaskId.random());
    }

    public static GroupId group() {
        return new GroupId(TaskId.random().value());
    }

    /** A task with two numbers to add. */
    public static TaskMessage simple(QueueName queue) {
        return message(Signature.of("tasks.add", 2, 3).with(routed(queue)));
    }

    public static TaskMessage echo(String text, QueueName queue) {
        return message(Signature.of("demo.echo", text).with(routed(queue)));
    }

    /** A task that carries one of everything: a chain with chords within chains within chords, callbacks, times, headers. */
    public static TaskMessage intricate(QueueName queue) {
        Signature add = Signature.of("tasks.add", 1).keyword("übung", "☃");
        Chord inner = Chord.of(Group.of(add, Signature.of("tasks.get")), immutable("tasks.sum"));
        Chain middle = new Chain(List.of(add, inner, Signature.of("tasks.log", "done")));
        Chord outer = Chord.of(Group.of(middle, add), immutable("tasks.sum"));
        TaskOptions options = routed(queue)
                .withTiming(new Timing(
                        new RelativeTime.At(MOMENT),
                        new RelativeTime.At(MOMENT.plusSeconds(3600)),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(50)))
                .withReply(new Reply(true, "reply." + queue, "a shadow"));
        Signature first = everyKindOfValue("tasks.first").with(headers(options));
        return message(new Chain(List.of(
                first.linked(List.of(named("tasks.link"), new Chain(List.of(named("tasks.a"), named("tasks.b")))))
                        .guarded(List.of(named("tasks.error"))),
                outer,
                named("tasks.last"))));
    }

    /** The same message for another queue. */
    public static TaskMessage routed(TaskMessage message, @Nullable QueueName queue) {
        TaskOptions options = message.options();
        Routing routing = new Routing(queue, options.routing().priority());
        return new TaskMessage(
                message.id(),
                message.root(),
                message.parent(),
                message.retries(),
                message.eta(),
                message.expires(),
                message.signature().with(options.withRouting(routing)),
                message.chain());
    }

    /** A record with everything known of where it came from. */
    public static TaskRecord.Succeeded succeeded(TaskId id, JsonText result) {
        ResultMetadata metadata = new ResultMetadata(
                "tasks.add", "worker@host", "celery", 2, TaskId.random(), group(), List.of(TaskId.random()));
        return new TaskRecord.Succeeded(id, result, MOMENT, metadata);
    }

    public static TaskRecord.Failed failed(TaskId id) {
        TaskError error =
                new TaskError("ValueError", "builtins", List.of("no such row: 'ž'", "7"), "Traceback:\n  line 1");
        return new TaskRecord.Failed(id, error, MOMENT, ResultMetadata.UNKNOWN);
    }

    public static TaskRecord.Revoked revoked(TaskId id) {
        return new TaskRecord.Revoked(id, TaskError.revoked("terminated"), MOMENT, ResultMetadata.UNKNOWN);
    }

    private static TaskMessage message(Canvas canvas) {
        return Submission.of(canvas, SubmissionContext.client(MOMENT))
                .messages()
                .getFirst();
    }

    private static TaskOptions routed(QueueName queue) {
        return TaskOptions.NONE.withRouting(new Routing(queue, 5));
    }

    private static Signature named(String task) {
        return Signature.of(task).with(TaskOptions.NONE.withId(TaskId.random()));
    }

    private static Signature immutable(String task) {
        return new Signature(task, List.of(), Map.of(), TaskOptions.NONE, true);
    }

    private static TaskOptions headers(TaskOptions options) {
        Map<String, @Nullable Object> extra = Map.of("tenant", "žluťoučký", "attempt", 7, "tags", List.of("a", "b"));
        return new TaskOptions(
                options.id(),
                options.routing(),
                options.timing(),
                options.links(),
                options.reply(),
                options.membership(),
                extra);
    }

    private static Signature everyKindOfValue(String task) {
        return Signature.of(
                        task,
                        null,
                        true,
                        -7,
                        5_000_000_000L,
                        new BigInteger("123456789012345678901234567890"),
                        2.5,
                        "馬 🐎 \"quoted\" \n",
                        List.of(List.of(), Map.of("deep", List.of(1, 2))))
                .keyword("nothing", null)
                .keyword("ключ", Map.of("a", 1, "b", List.of("x")));
    }
}
