package io.apium.canvas;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task, or tasks composed as in Celery's canvas. */
public sealed interface Canvas permits Signature, Chain, Group, Chord, UnreadableSignature {

    /**
     * The same canvas with previous results put before its arguments: of the first step of a chain, of each member of a
     * group, of each header task of a chord. An immutable signature ignores them.
     */
    Canvas after(List<? extends @Nullable Object> results);

    /** The same canvas with one result: where it ends in a group, the list of the group's results. */
    Canvas single();

    /**
     * The same canvas as a member of a group: the last step of a chain, or the body of a chord, is the one that counts.
     */
    Canvas member(GroupMembership membership);

    /** The same canvas with callbacks for its result. */
    Canvas linked(List<Canvas> callbacks);

    /** The same canvas with errbacks for its failure. */
    Canvas guarded(List<Canvas> errbacks);

    /**
     * The same canvas with {@code options} in place of its own, where they are set. As with Celery they apply to the
     * first step of a chain, to each member of a group, and to the header tasks and the body of a chord; ids, callbacks
     * and group memberships are not replaced.
     */
    Canvas given(TaskOptions options);

    /** Every task in it, in order. */
    Stream<Signature> signatures();
}
