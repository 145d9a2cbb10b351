package io.apium.canvas;

import io.apium.bound.MessageBounds;
import io.apium.bound.SaturatingTime;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signature with an id, as one message in RabbitMQ.
 *
 * @param root the first task of the workflow; the task's own id where it is the first
 * @param parent the task that published this one
 * @param retries attempts before this one
 * @param eta the task must not run before, or null
 * @param expires the task must not run after, or null
 * @param chain what comes after it, the next step <em>last</em>, as in Celery's protocol
 */
public record TaskMessage(
        TaskId id,
        TaskId root,
        @Nullable TaskId parent,
        int retries,
        @Nullable Instant eta,
        @Nullable Instant expires,
        Signature signature,
        List<Canvas> chain) {

    /** The header of a message that may have been sent before; a Celery worker ignores it. */
    public static final String REPEAT = "apium_repeat";

    /** The header with the {@link RetryPolicy} that the sender set. */
    public static final String RETRY = "apium_retry";

    /** The header that counts how often a limit has heldBack the message back; a Celery worker ignores it. */
    public static final String LIMIT_HOLDS = "apium_held";

    /** The header that counts how often the task was rerouted to another queue; a Celery worker ignores it. */
    public static final String REROUTED = "apium_moved";

    /** The header with the time of the first reroute, in milliseconds since 1970. */
    public static final String REROUTED_SINCE = "apium_moved_since";

    /**
     * The header with the time at which the message was put into its queue, in milliseconds since 1970 by the clock of
     * its sender; a Celery worker ignores it. It belongs to the message: a task that is sent again has another.
     */
    public static final String SENT = "apium_sent";

    /** The header that counts how often the message was replayed from the dead letters; a Celery worker ignores it. */
    public static final String REPLAYS = "apium_replays";

    public TaskMessage {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be at least 0, got " + retries);
        }
        MessageBounds.RETRIES.check(retries);
        eta = eta == null ? null : SaturatingTime.clamp(eta);
        expires = expires == null ? null : SaturatingTime.clamp(expires);
        chain = List.copyOf(chain);
    }

    public String task() {
        return signature.task();
    }

    public TaskOptions options() {
        return signature.options();
    }

    /**
     * Whether the message may have been sent before, by a process that died before it was confirmed: the task and its
     * follow-ups may have ended already.
     */
    public boolean isRepeat() {
        return Boolean.TRUE.equals(options().extra().get(REPEAT));
    }

    public TaskMessage repeated() {
        return isRepeat() ? this : with(options().withExtra(REPEAT, true));
    }

    /** The retry policy that the sender set, if any. */
    public Optional<RetryPolicy> retryPolicy() {
        return Optional.ofNullable(options().extra().get(RETRY)).map(RetryPolicy::of);
    }

    /** The flow that the task belongs to, if any. */
    public Optional<FlowHeader> flow() {
        return Optional.ofNullable(options().extra().get(FlowHeader.HEADER))
                .map(mark -> FlowHeader.parse(mark.toString()));
    }

    /** The message of the next attempt, as in Celery: the same id and one retry more. */
    public TaskMessage retried(Instant due) {
        return new TaskMessage(
                        id,
                        root,
                        parent,
                        (int) Math.min(retries + 1, MessageBounds.RETRIES.max()),
                        due,
                        expires,
                        signature,
                        chain)
                .with(options().withoutExtra(REROUTED_SINCE));
    }

    /** The message to send when it is due, possibly sent by two schedulers: without an ETA. */
    public TaskMessage due() {
        TaskMessage now = new TaskMessage(id, root, parent, retries, null, expires, signature, chain);
        return now.with(now.options().withTiming(now.options().timing().withEta(null)))
                .repeated();
    }

    /**
     * The message while it waits for its limit. The header makes it different each time: otherwise the ledger would
     * remove it together with an equal message that is being sent.
     */
    public TaskMessage heldBack() {
        return with(options().withExtra(LIMIT_HOLDS, times(LIMIT_HOLDS) + 1));
    }

    /**
     * The message for another queue, whose workers may be able to run the task; different each time, too. A future
     * {@link #REROUTED_SINCE} would reroute the task for ever, and is set to {@code now}.
     */
    public TaskMessage rerouted(QueueName queue, Instant now) {
        TaskOptions.Routing before = options().routing();
        Instant since = reroutedSince().filter(moment -> moment.isBefore(now)).orElse(now);
        TaskOptions there = options()
                .withRouting(new TaskOptions.Routing(queue, before.priority()))
                .withExtra(REROUTED, times(REROUTED) + 1)
                .withExtra(REROUTED_SINCE, Math.max(0, SaturatingTime.millis(since)));
        return with(there).repeated();
    }

    /** The time of the first reroute, or empty when the task was never rerouted. */
    public Optional<Instant> reroutedSince() {
        return Optional.ofNullable(options().extra().get(REROUTED_SINCE))
                .map(millis -> ExtraHeaders.moment(REROUTED_SINCE, millis));
    }

    private int times(String header) {
        return ExtraHeaders.count(header, options().extra().get(header));
    }

    /** The same message with other arguments, or another task in its place. */
    public TaskMessage with(Signature changed) {
        return new TaskMessage(id, root, parent, retries, eta, expires, changed, chain);
    }

    /** Whether a limit has heldBack it back before. */
    public boolean wasHeldBack() {
        return options().extra().containsKey(LIMIT_HOLDS);
    }

    private TaskMessage with(TaskOptions changed) {
        return with(signature.with(changed));
    }

    /** The metadata of a record of this task. */
    public ResultMetadata provenance(@Nullable String worker, List<TaskId> children) {
        GroupMembership membership = options().membership();
        var queue = options().routing().queue();
        return new ResultMetadata(
                task(),
                worker,
                queue == null ? null : queue.name(),
                retries,
                parent,
                membership == null ? null : membership.group(),
                children);
    }
}
