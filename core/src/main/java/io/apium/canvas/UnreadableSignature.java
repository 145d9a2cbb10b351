package io.apium.canvas;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An unreadable signature inside a message, such as a callback with an invalid queue name. The message itself
 * is a valid task. When the signature would be sent, it becomes a dead letter and the tasks in it end as failures.
 *
 * @param tree the signature's JSON as it was received, which is written again unchanged
 * @param reason why it cannot be read, in a sentence
 * @param salvaged the tasks in it, at least one, as far as they can be read: their ids, queues, errbacks and group
 *     memberships
 * @param added errbacks and the group membership that the surrounding canvas has set since it was read
 */
public record UnreadableSignature(@Nullable Object tree, String reason, Canvas salvaged, TaskOptions added)
        implements Canvas {

    public UnreadableSignature {
        if (salvaged.signatures().findAny().isEmpty()) {
            throw new IllegalArgumentException("an unreadable signature must have at least one task");
        }
    }

    public static UnreadableSignature of(@Nullable Object tree, String reason, Canvas salvaged) {
        return new UnreadableSignature(tree, reason, salvaged, TaskOptions.NONE);
    }

    /** It never runs, so it ignores results. */
    @Override
    public UnreadableSignature after(List<? extends @Nullable Object> results) {
        return this;
    }

    @Override
    public UnreadableSignature single() {
        return with(salvaged.single(), added);
    }

    @Override
    public UnreadableSignature member(GroupMembership membership) {
        return with(salvaged.member(membership), added.withMembership(membership));
    }

    /** It has no result for a callback. */
    @Override
    public UnreadableSignature linked(List<Canvas> callbacks) {
        return this;
    }

    @Override
    public UnreadableSignature guarded(List<Canvas> errbacks) {
        return errbacks.isEmpty()
                ? this
                : with(salvaged.guarded(errbacks), added.withLinks(added.links().andOnFailure(errbacks)));
    }

    /** It is never sent, so it needs no options. */
    @Override
    public UnreadableSignature given(TaskOptions options) {
        return this;
    }

    /** The tasks that could be read. */
    @Override
    public Stream<Signature> signatures() {
        return salvaged.signatures();
    }

    UnreadableSignature with(Canvas changed) {
        return with(changed, added);
    }

    private UnreadableSignature with(Canvas changed, TaskOptions more) {
        return new UnreadableSignature(tree, reason, changed, more);
    }
}
