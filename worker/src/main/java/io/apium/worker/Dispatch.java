package io.apium.worker;

import io.apium.canvas.Membership;
import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.Fault;
import io.apium.task.GroupId;
import io.apium.task.Outcome;
import io.apium.task.Payload;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.worker.binding.Json;
import io.apium.worker.child.Frame;
import io.apium.worker.child.Frame.Kind;
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
 * An attempt as parent and child tell each other of it: lists of JSON. Both are of the same build, so that positions will
 * do.
 *
 * @param message all that a handler may see of it
 */
record Dispatch(TaskMessage message, TimeLimits limits, Instant startedAt) {

    /** An attempt at nothing. */
    static final Dispatch REHEARSAL = rehearsal(new TaskId("rehearsal"));

    private static Dispatch rehearsal(TaskId id) {
        Signature echo = Signature.of("demo.echo", 1);
        return new Dispatch(
                new TaskMessage(id, id, null, 0, null, null, echo, List.of()), TimeLimits.NONE, Instant.EPOCH);
    }

    String written(Json json) {
        Membership membership = message.options().membership();
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
        return json.write(parts).json();
    }

    static Dispatch read(String text, Json json) {
        List<@Nullable Object> parts = json.list(text);
        Object group = parts.get(9);
        Membership membership =
                group == null ? null : new Membership(new GroupId(group.toString()), (Integer) parts.get(10), null);
        Options none = Options.NONE;
        Options options = new Options(
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
        return new Dispatch(message, limits, Instant.parse(Objects.toString(parts.get(13))));
    }

    /** What it came to. */
    static Frame answer(Outcome outcome, Json json) {
        return switch (outcome) {
            case Outcome.Success(Payload result) -> new Frame(Kind.SUCCESS, result.json());
            case Outcome.Failure(Fault fault) -> new Frame(Kind.FAILURE, written(fault, null, null, json));
            case Outcome.Retry(Fault fault, Duration delay) -> new Frame(Kind.RETRY, written(fault, delay, null, json));
            case Outcome.Elsewhere(Fault fault, QueueName queue, Duration delay) ->
                new Frame(Kind.RETRY, written(fault, delay, queue, json));
            case Outcome.Cancelled(Fault fault) -> new Frame(Kind.FAILURE, written(fault, null, null, json));
        };
    }

    static Outcome outcome(Frame answer, Json json) {
        if (answer.kind() == Kind.SUCCESS) {
            return new Outcome.Success(new Payload(answer.body()));
        }
        List<@Nullable Object> parts = json.list(answer.body());
        List<String> arguments = ((List<?>) Objects.requireNonNull(parts.get(2)))
                .stream().map(String::valueOf).toList();
        Object traceback = parts.get(3);
        Fault fault = new Fault(
                Objects.toString(parts.get(0)),
                Objects.toString(parts.get(1)),
                arguments,
                traceback == null ? null : traceback.toString());
        if (answer.kind() != Kind.RETRY) {
            return new Outcome.Failure(fault);
        }
        Duration delay = duration(parts.get(4));
        Object queue = parts.get(5);
        return queue == null
                ? new Outcome.Retry(fault, delay)
                : new Outcome.Elsewhere(fault, new QueueName(queue.toString()), Objects.requireNonNull(delay));
    }

    private static String written(Fault fault, @Nullable Duration delay, @Nullable QueueName queue, Json json) {
        List<@Nullable Object> parts = new ArrayList<>();
        Collections.addAll(parts, fault.type(), fault.module(), fault.arguments(), fault.traceback(), text(delay));
        parts.add(queue == null ? null : queue.name());
        return json.write(parts).json();
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
