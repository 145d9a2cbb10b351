package io.apium.canvas;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A signature inside a message that cannot be read, such as a callback whose queue no broker can have. The message is a
 * task all the same. When the signature's turn comes, it becomes a dead letter and the tasks in it end as failures.
 *
 * @param tree the signature's JSON as it came, which is how it is written again
 * @param reason why it cannot be read, in a sentence
 * @param salvaged the tasks in it, at least one, as far as they can be read: their ids, queues, errbacks and places in groups
 * @param added errbacks and the place in a group that the canvas around it gave it since it was read
 */
public record UnreadableSignature(@Nullable Object tree, String reason, Canvas salvaged, TaskOptions added)
        implements Canvas {

    public UnreadableSignature {
        if (salvaged.signatures().findAny().isEmpty()) {
            throw new IllegalArgumentException("an unreadable signature must count as at least one task");
        }
    }

    public static UnreadableSignature of(@Nullable Object tree, String reason, Canvas salvaged) {
        return new UnreadableSignature(tree, reason, salvaged, TaskOptions.NONE);
    }

    /** It is never run, so that it takes nothing. */
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

    /** It has no result that a callback could be given. */
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

    /** It is never sent, so that it needs no options. */
    @Override
    public UnreadableSignature given(TaskOptions options) {
        return this;
    }

    /** The tasks that could be made out. */
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
