/**
 * The ports to whatever remembers: Redis, through {@code broker-config}. One port for each thing remembered.
 *
 * <p>Writes return a future that is done when the store has them. They may be gathered and written together, so a caller
 * with many of them should not wait for one before it makes the next. While the store is away, writes wait for it and are
 * not dropped; reads fail at once with {@link io.apium.store.StoreUnavailableException}.
 *
 * <p>What is stored and cannot be read is the fault of its own id: whoever asks for it alone is told so, by
 * {@link io.apium.task.TaskRecord.Unreadable} or {@link io.apium.store.UnreadableRecordException}; whoever asks for many
 * is given the others.
 *
 * <p>Every write may be made twice with the same effect as once, since whoever makes it may die before it knows.
 */
@NullMarked
package io.apium.store;

import org.jspecify.annotations.NullMarked;
