package io.apium.canvas;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.bound.SaturatingTime;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a task is sent and run: Celery's options of {@code apply_async}.
 *
 * @param id the task's id, or null while it has none
 * @param membership its membership in a group, or null
 * @param extra headers without a field here, which are passed on unchanged (stamps, headers of the user)
 */
public record TaskOptions(
        @Nullable TaskId id,
        Routing routing,
        Timing timing,
        Links links,
        Reply reply,
        @Nullable GroupMembership membership,
        Map<String, @Nullable Object> extra) {

    public static final TaskOptions NONE =
            new TaskOptions(null, Routing.DEFAULT, Timing.NONE, Links.NONE, Reply.DEFAULT, null, Map.of());

    // written out in full, since a compact constructor's class file loses which elements may be null
    /** @throws IllegalArgumentException when a header in {@code extra} could not be read or sent later */
    public TaskOptions(
            @Nullable TaskId id,
            Routing routing,
            Timing timing,
            Links links,
            Reply reply,
            @Nullable GroupMembership membership,
            Map<String, @Nullable Object> extra) {
        ExtraHeaders.check(extra);
        this.id = id;
        this.routing = routing;
        this.timing = timing;
        this.links = links;
        this.reply = reply;
        this.membership = membership;
        this.extra = extra;
    }

    /**
     * Where the task is sent.
     *
     * @param queue null for the default queue
     * @param priority 0 to 255, higher first; null for the default
     */
    public record Routing(
            @Nullable QueueName queue, @Nullable Integer priority) {

        public static final Routing DEFAULT = new Routing(null, null);

        Routing and(Routing more) {
            return new Routing(first(more.queue, queue), first(more.priority, priority));
        }

        public Routing {
            if (priority != null && (priority < 0 || priority > 255)) {
                throw new IllegalArgumentException("priority must be 0 to 255, got " + priority);
            }
        }
    }

    /**
     * When the task may run, and for how long.
     *
     * @param eta the task must not run before
     * @param expires the task must not run after
     * @param hardLimit the attempt is ended after this time
     * @param softLimit the handler is notified after this time
     */
    public record Timing(
            @Nullable RelativeTime eta,
            @Nullable RelativeTime expires,
            @Nullable Duration hardLimit,
            @Nullable Duration softLimit) {

        public static final Timing NONE = new Timing(null, null, null, null);

        public Timing {
            hardLimit = hardLimit == null ? null : SaturatingTime.clamp(hardLimit);
            softLimit = softLimit == null ? null : SaturatingTime.clamp(softLimit);
        }

        Timing and(Timing more) {
            return new Timing(
                    first(more.eta, eta),
                    first(more.expires, expires),
                    first(more.hardLimit, hardLimit),
                    first(more.softLimit, softLimit));
        }

        public Timing withEta(@Nullable RelativeTime changed) {
            return new Timing(changed, expires, hardLimit, softLimit);
        }
    }

    /** The callbacks that receive the result, and the errbacks that receive the id when the task fails. */
    public record Links(List<Canvas> onSuccess, List<Canvas> onFailure) {

        public static final Links NONE = new Links(List.of(), List.of());

        public Links {
            onSuccess = List.copyOf(onSuccess);
            onFailure = List.copyOf(onFailure);
        }

        public Links andOnSuccess(List<Canvas> more) {
            return new Links(Stream.concat(onSuccess.stream(), more.stream()).toList(), onFailure);
        }

        public Links andOnFailure(List<Canvas> more) {
            return new Links(
                    onSuccess, Stream.concat(onFailure.stream(), more.stream()).toList());
        }
    }

    /**
     * How the result is reported.
     *
     * @param ignoreResult whether no result is stored
     * @param replyTo the queue of a Celery client with the rpc backend
     * @param shadow the name that logs show instead of the task's own
     */
    public record Reply(
            boolean ignoreResult,
            @Nullable String replyTo,
            @Nullable String shadow) {

        public static final Reply DEFAULT = new Reply(false, null, null);

        Reply and(Reply more) {
            return new Reply(
                    ignoreResult || more.ignoreResult, first(more.replyTo, replyTo), first(more.shadow, shadow));
        }

        public Reply {
            if (replyTo != null) {
                PlainText.check(MessageBounds.REPLY_TO, replyTo);
            }
            if (shadow != null) {
                PlainText.check(MessageBounds.SHADOW, shadow);
            }
        }
    }

    /** Whether any option is set that could apply to another task, too. */
    boolean areSet() {
        return !(routing.equals(Routing.DEFAULT)
                && timing.equals(Timing.NONE)
                && reply.equals(Reply.DEFAULT)
                && extra.isEmpty());
    }

    /** The same options, replaced by those of {@code more} where they are set. Ids, callbacks and membership stay. */
    TaskOptions and(TaskOptions more) {
        if (!more.areSet()) {
            return this;
        }
        Map<String, @Nullable Object> headers = new LinkedHashMap<>(extra);
        headers.putAll(more.extra);
        return new TaskOptions(
                id,
                routing.and(more.routing),
                timing.and(more.timing),
                links,
                reply.and(more.reply),
                membership,
                headers);
    }

    /** The options that apply to every task of a group, and the group's id. */
    public TaskOptions ofGroup() {
        return new TaskOptions(id, routing, timing, Links.NONE, reply, null, extra);
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    public TaskOptions withId(TaskId changed) {
        return new TaskOptions(changed, routing, timing, links, reply, membership, extra);
    }

    public TaskOptions withRouting(Routing changed) {
        return new TaskOptions(id, changed, timing, links, reply, membership, extra);
    }

    public TaskOptions withTiming(Timing changed) {
        return new TaskOptions(id, routing, changed, links, reply, membership, extra);
    }

    public TaskOptions withLinks(Links changed) {
        return new TaskOptions(id, routing, timing, changed, reply, membership, extra);
    }

    public TaskOptions withReply(Reply changed) {
        return new TaskOptions(id, routing, timing, links, changed, membership, extra);
    }

    public TaskOptions withMembership(GroupMembership changed) {
        return new TaskOptions(id, routing, timing, links, reply, changed, extra);
    }

    public TaskOptions withExtra(String name, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new TaskOptions(id, routing, timing, links, reply, membership, more);
    }

    public TaskOptions withoutExtra(String name) {
        if (!extra.containsKey(name)) {
            return this;
        }
        Map<String, @Nullable Object> fewer = new LinkedHashMap<>(extra);
        fewer.remove(name);
        return new TaskOptions(id, routing, timing, links, reply, membership, fewer);
    }
}
