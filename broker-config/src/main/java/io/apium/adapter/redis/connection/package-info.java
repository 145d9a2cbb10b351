/**
 * The connections to Redis. Writes go through one {@link io.apium.adapter.redis.connection.GroupCommit}: the writes
 * that arrive during a flush travel together in the next flush. One connection serves all Pub/Sub subscribers. While
 * Redis is unavailable, writes stay queued in their order and are retried, and reads fail at once.
 */
@NullMarked
package io.apium.adapter.redis.connection;

import org.jspecify.annotations.NullMarked;
