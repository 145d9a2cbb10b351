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
 * A signature that was given an id and a place: what one message of RabbitMQ carries.
 *
 * @param root the first task of the workflow; the task's own id where it is the first
 * @param parent the task that published this one
 * @param retries attempts made before this one
 * @param eta not to run before, or null
 * @param expires not to run after, or null
 * @param chain what comes after it, the next step <em>last</em>, as on Celery's wire
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

    /** The header that says a message may have been sent before; a Celery worker takes no notice of it. */
    public static final String REPEAT = "apium_repeat";

    /** The header with the {@link RetryPolicy} that the sender asked for. */
    public static final String RETRY = "apium_retry";

    /** The header with how often a limit has held the message back; a Celery worker takes no notice of it. */
    public static final String HELD = "apium_held";

    /** The header with how often the task was sent elsewhere; a Celery worker takes no notice of it. */
    public static final String MOVED = "apium_moved";

    /** The header that says since when it looks for somebody who can do it, in milliseconds since 1970. */
    public static final String MOVED_SINCE = "apium_moved_since";

    /**
     * The header that says when the message was put into its queue, in milliseconds since 1970 by the clock of who sent it;
     * a Celery worker takes no notice of it. It is the message's, not the task's: a task that is sent again has another.
     */
    public static final String SENT = "apium_sent";

    /** The header that counts how often the message was taken up again by hand; a Celery worker takes no notice of it. */
    public static final String REPLAYS = "apium_replays";

    public TaskMessage {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must not be negative, got " + retries);
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
     * Whether it may have been sent before, by somebody who died before it could be sure: the task may have ended already,
     * and so may what follows from it.
     */
    public boolean isRepeat() {
        return Boolean.TRUE.equals(options().extra().get(REPEAT));
    }

    public TaskMessage repeated() {
        return isRepeat() ? this : with(options().withExtra(REPEAT, true));
    }

    /** How it is to be tried again when it fails, where whoever sent it said so. */
    public Optional<RetryPolicy> retryPolicy() {
        return Optional.ofNullable(options().extra().get(RETRY)).map(RetryPolicy::of);
    }

    /** Whose it is, if a flow's. */
    public Optional<FlowHeader> flow() {
        return Optional.ofNullable(options().extra().get(FlowHeader.HEADER))
                .map(mark -> FlowHeader.parse(mark.toString()));
    }

    /** The message of the next attempt: Celery's, with the same id and one retry more. */
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
                .with(options().withoutExtra(MOVED_SINCE));
    }

    /** The message as it is sent when its time has come, perhaps by two who both think so: nobody holds it up again. */
    public TaskMessage due() {
        TaskMessage now = new TaskMessage(id, root, parent, retries, null, expires, signature, chain);
        return now.with(now.options().withTiming(now.options().timing().withEta(null)))
                .repeated();
    }

    /**
     * The message as it waits for its limit. It is another each time: an entry of the ledger with the very message that is
     * just being sent from there would go with it.
     */
    public TaskMessage held() {
        return with(options().withExtra(HELD, times(HELD) + 1));
    }

    /**
     * The message as it goes to a queue whose workers may be able to do what others cannot; another each time, too. A
     * moment in the future since which it looks for them would let it look for ever, and becomes {@code now}.
     */
    public TaskMessage moved(QueueName queue, Instant now) {
        TaskOptions.Routing before = options().routing();
        Instant since = movedSince().filter(moment -> moment.isBefore(now)).orElse(now);
        TaskOptions there = options()
                .withRouting(new TaskOptions.Routing(queue, before.priority()))
                .withExtra(MOVED, times(MOVED) + 1)
                .withExtra(MOVED_SINCE, Math.max(0, SaturatingTime.millis(since)));
        return with(there).repeated();
    }

    /** Since when it looks for somebody who can do it, or empty when nobody has sent it elsewhere. */
    public Optional<Instant> movedSince() {
        return Optional.ofNullable(options().extra().get(MOVED_SINCE))
                .map(millis -> ExtraHeaders.moment(MOVED_SINCE, millis));
    }

    private int times(String header) {
        return ExtraHeaders.count(header, options().extra().get(header));
    }

    /** The same with other arguments, or another task in its place. */
    public TaskMessage with(Signature changed) {
        return new TaskMessage(id, root, parent, retries, eta, expires, changed, chain);
    }

    /** Whether a limit has held it back before. */
    public boolean isHeld() {
        return options().extra().containsKey(HELD);
    }

    private TaskMessage with(TaskOptions changed) {
        return with(signature.with(changed));
    }

    /** What is known of the task without running it. */
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
