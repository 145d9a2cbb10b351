package io.apium.canvas;

import io.apium.task.Provenance;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
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

    public TaskMessage {
        if (retries < 0) {
            throw new IllegalArgumentException("retries of task " + id + " is not negative, got: " + retries);
        }
        chain = List.copyOf(chain);
    }

    public String task() {
        return signature.task();
    }

    public Options options() {
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
        Options marked = options().withExtra(REPEAT, true);
        return isRepeat()
                ? this
                : new TaskMessage(id, root, parent, retries, eta, expires, signature.with(marked), chain);
    }

    /** What is known of the task without running it. */
    public Provenance provenance(@Nullable String worker, List<TaskId> children) {
        Membership membership = options().membership();
        var queue = options().routing().queue();
        return new Provenance(
                task(),
                worker,
                queue == null ? null : queue.name(),
                retries,
                parent,
                membership == null ? null : membership.group(),
                children);
    }
}
