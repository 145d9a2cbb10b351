package io.apium.canvas;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work that can be asked for: one task, or tasks put together as Celery's canvas does. */
public sealed interface Canvas permits Signature, Chain, Group, Chord, UnreadableSignature {

    /**
     * The same work with what came before it put in front of its arguments: of the first step of a chain, of each member
     * of a group, of each header task of a chord. An immutable signature takes nothing.
     */
    Canvas after(List<? extends @Nullable Object> results);

    /** The same work with one result: where it ends in a group, the list of the group's results. */
    Canvas single();

    /** The same work counted as a part of a group: the last step of a chain, or the body of a chord, is what counts. */
    Canvas member(GroupMembership membership);

    /** The same work with callbacks for its result. */
    Canvas linked(List<Canvas> callbacks);

    /** The same work with callbacks for its failure. */
    Canvas guarded(List<Canvas> errbacks);

    /**
     * The same work with what {@code options} say in place of what it says itself, as far as they say anything. As with
     * Celery they are given to the first step of a chain, to each member of a group, and to the header tasks and the body of
     * a chord; ids, callbacks and places in groups are nobody else's.
     */
    Canvas given(TaskOptions options);

    /** Every task in it, in order. */
    Stream<Signature> signatures();
}
