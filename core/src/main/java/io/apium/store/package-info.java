/**
 * The ports to storage: Redis, through {@code broker-config}. One port for each kind of data.
 *
 * <p>Writes return a future that is done when the data is stored. The store may group writes, so a caller with many of
 * them should not wait for one before it makes the next. While the store is unavailable, writes wait for it and are not
 * dropped; reads fail at once with {@link io.apium.store.StoreUnavailableException}.
 *
 * <p>Unreadable data affects only its own id: a read of this id alone reports it, by
 * {@link io.apium.task.TaskRecord.Unreadable} or {@link io.apium.store.UnreadableRecordException}; a read of many
 * returns the others.
 *
 * <p>Every write may be repeated with the same effect as once, since its caller may die before it receives the answer.
 */
@NullMarked
package io.apium.store;

import org.jspecify.annotations.NullMarked;
