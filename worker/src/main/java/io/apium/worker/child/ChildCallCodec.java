package io.apium.worker.child;

import io.apium.canvas.GroupMembership;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.child.ChildFrame.Kind;
import io.apium.worker.handler.TimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of an attempt between parent and child: JSON lists. Both processes run the same build, so list elements
 * are identified by position.
 *
 * @param message the message, with only the parts that a handler can read
 */
public record ChildCallCodec(TaskMessage message, TimeLimits limits, Instant startedAt) {

    /** A call of {@code demo.echo}, which has no side effects. */
    public static final ChildCallCodec REHEARSAL = rehearsal(new TaskId("rehearsal"));

    private static ChildCallCodec rehearsal(TaskId id) {
        Signature echo = Signature.of("demo.echo", 1);
        return new ChildCallCodec(
                new TaskMessage(id, id, null, 0, null, null, echo, List.of()), TimeLimits.NONE, Instant.EPOCH);
    }

    public String written(HandlerJson handlerJson) {
        GroupMembership membership = message.options().membership();
        Signature signature = message.signature();
        List<@Nullable Object> parts = new ArrayList<>();
        Collections.addAll(
                parts,
                message.id().value(),
                message.root().value(),
                message.parent() == null ? null : message.parent().value(),
                message.retries(),
                signature.task(),
                signature.args(),
                signature.kwargs(),
                signature.immutable(),
                message.options().extra(),
                membership == null ? null : membership.group().value(),
                membership == null ? null : membership.index(),
                text(limits.soft()),
                text(limits.hard()),
                startedAt.toString());
        return handlerJson.write(parts).json();
    }

    public static ChildCallCodec read(String text, HandlerJson handlerJson) {
        List<@Nullable Object> parts = handlerJson.list(text);
        Object group = parts.get(9);
        GroupMembership membership = group == null
                ? null
                : new GroupMembership(new GroupId(group.toString()), (Integer) parts.get(10), null);
        TaskOptions none = TaskOptions.NONE;
        TaskOptions options = new TaskOptions(
                null, none.routing(), none.timing(), none.links(), none.reply(), membership, map(parts.get(8)));
        Signature signature = new Signature(
                Objects.toString(parts.get(4)),
                (List<@Nullable Object>)
                        new ArrayList<@Nullable Object>((List<?>) Objects.requireNonNull(parts.get(5))),
                map(parts.get(6)),
                options,
                Boolean.TRUE.equals(parts.get(7)));
        Object parent = parts.get(2);
        TaskMessage message = new TaskMessage(
                new TaskId(Objects.toString(parts.get(0))),
                new TaskId(Objects.toString(parts.get(1))),
                parent == null ? null : new TaskId(parent.toString()),
                (Integer) Objects.requireNonNull(parts.get(3)),
                null,
                null,
                signature,
                List.of());
        TimeLimits limits = new TimeLimits(duration(parts.get(11)), duration(parts.get(12)));
        return new ChildCallCodec(message, limits, Instant.parse(Objects.toString(parts.get(13))));
    }

    /** Encodes the outcome of an attempt. */
    public static ChildFrame answer(Outcome outcome, HandlerJson handlerJson) {
        return switch (outcome) {
            case Outcome.Success(JsonText result) -> new ChildFrame(Kind.SUCCESS, result.json());
            case Outcome.Failure(TaskError error) ->
                new ChildFrame(Kind.FAILURE, written(error, null, null, handlerJson));
            case Outcome.Retry(TaskError error, Duration delay) ->
                new ChildFrame(Kind.RETRY, written(error, delay, null, handlerJson));
            case Outcome.Reroute(TaskError error, QueueName queue, Duration delay) ->
                new ChildFrame(Kind.RETRY, written(error, delay, queue, handlerJson));
            case Outcome.Revoked(TaskError error) ->
                new ChildFrame(Kind.FAILURE, written(error, null, null, handlerJson));
        };
    }

    static Outcome outcome(ChildFrame answer, HandlerJson handlerJson) {
        if (answer.kind() == Kind.SUCCESS) {
            return new Outcome.Success(new JsonText(answer.body()));
        }
        List<@Nullable Object> parts = handlerJson.list(answer.body());
        List<String> arguments = ((List<?>) Objects.requireNonNull(parts.get(2)))
                .stream().map(String::valueOf).toList();
        Object traceback = parts.get(3);
        TaskError error = new TaskError(
                Objects.toString(parts.get(0)),
                Objects.toString(parts.get(1)),
                arguments,
                traceback == null ? null : traceback.toString());
        if (answer.kind() != Kind.RETRY) {
            return new Outcome.Failure(error);
        }
        Duration delay = duration(parts.get(4));
        Object queue = parts.get(5);
        return queue == null
                ? new Outcome.Retry(error, delay)
                : new Outcome.Reroute(error, new QueueName(queue.toString()), Objects.requireNonNull(delay));
    }

    private static String written(
            TaskError error, @Nullable Duration delay, @Nullable QueueName queue, HandlerJson handlerJson) {
        List<@Nullable Object> parts = new ArrayList<>();
        Collections.addAll(parts, error.type(), error.module(), error.arguments(), error.traceback(), text(delay));
        parts.add(queue == null ? null : queue.name());
        return handlerJson.write(parts).json();
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(value)).forEach((name, part) -> map.put(String.valueOf(name), part));
        return map;
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }

    private static @Nullable Duration duration(@Nullable Object text) {
        return text == null ? null : Duration.parse(text.toString());
    }
}
