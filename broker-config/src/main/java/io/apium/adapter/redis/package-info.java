/**
 * The stores on Redis: results and chords in the keys of Celery's Redis backend, the rest in keys of Apium's own, all
 * named in {@link io.apium.adapter.redis.RedisKeys}.
 *
 * <p>Writes go through one {@link io.apium.adapter.redis.connection.GroupCommit}: the writes that arrive during a flush
 * travel together in the next one. There is no timer: a single write is sent at once, and under load the batches grow
 * by themselves. Atomic decisions are Lua scripts ({@link io.apium.adapter.redis.connection.LuaScript}), whose keys,
 * arguments and answers are documented in their first lines.
 *
 * <p>The ledger has 16 shards with a hash tag each, so that every script uses one slot of a cluster:
 *
 * <pre>
 *   apium:{ledger:07}:wake        the wake times
 *   apium:{ledger:07}:task        delayed tasks: revision and state
 *   apium:{ledger:07}:schedule    schedules: the same
 *   apium:{ledger:07}:revision    the last revision of the shard
 *   apium:{ledger:07}:unreadable  unreadable entries that were replaced
 *   apium:ledger:wakes            the channel that announces an entry which wakes before all others
 * </pre>
 *
 * <p>Unreadable data (damaged, of another type, or written by a newer version) affects only its own key: each reader
 * continues without it, {@link io.apium.adapter.redis.connection.UnreadableKeys} reports it once, and its bytes stay:
 *
 * <pre>
 *   unreadable data          a read of this key         a read of many             a write
 *   ───────────────────────  ─────────────────────────  ─────────────────────────  ─────────────────────────────────
 *   a task's record          TaskRecord.Unreadable      the same, with the others  moves it to apium:unreadable:…
 *   an entry of the ledger   UnreadableRecordException  leaves it out; a claim     fails until it is set aside
 *                                                       postpones it by a minute
 *   a member of an index     -                          postpones it by a minute   -
 *   a chord's key or member  the chord fails            -                          leaves it to expire
 *   a blob                   UnreadableRecordException  -                          moves it to apium:unreadable:…
 *   flow, dead letter        UnreadableRecordException  leaves it out              fails
 *   an idempotency key       UnreadableRecordException  -                          fails
 *   a worker's status        -                          leaves it out              replaces it
 *   times, events,           -                          leaves them out            adds to the rest
 *   revocations
 *   a limit's key            -                          -                          moves it aside, resets the limit
 *   a redelivery count       1                          -                          leaves it to expire
 * </pre>
 *
 * <p>Lists, scans of the ledger and claims read sizes first, and read no more at once than the limits of
 * {@link io.apium.adapter.bound.StoreBounds}.
 *
 * <p>The size of a chord and its members are kept as long as results are, from the last member on. They may be missing
 * before the last member ends: when that takes longer, or when Redis has lost them. A missing size alone is normal,
 * since a Celery client stores it just before it sends the last member. Two keys of Apium's own tell the cases apart,
 * without another round trip for any member:
 *
 * <pre>
 *   apium:chord:&lt;group&gt;:counted   the number of members counted while the size was known; expires half a second
 *                                  before the size. No size and fewer members than that: the body was sent, and
 *                                  the member was redelivered. No size and all members: only the size was evicted
 *   apium:chord:&lt;group&gt;:unsized   no size otherwise: the first such member. Its message is stored in the ledger and
 *                                  counted again after a minute, or half the life of results. No size and no other
 *                                  member by then: the chord fails
 * </pre>
 *
 * <p>Limits across workers have keys of their own for each limit and key, {@code apium:{limit:<task>:<hash>}:…}, and
 * are the only data that depends on Redis' clock.
 *
 * <p>A blob is a number of pieces of 1 MiB, each in a key of its own, and one key that makes a blob of them and is
 * written last:
 *
 * <pre>
 *   apium:blob:sha256:&lt;hex&gt;        upload id, size, media type       for the blob's life
 *   apium:blob:&lt;upload&gt;:&lt;number&gt;   a piece                           an hour from its arrival, or the blob's
 *                                                                    life and a minute where that is longer
 * </pre>
 *
 * <p>So a reader that has begun can continue for a minute after the blob has expired, and the pieces of a killed
 * process expire after an hour. An upload that takes longer than an hour fails.
 *
 * <p>While Redis is unavailable, writes are queued in their order and retried; none is dropped, and the process that
 * makes them is expected to stop making more ({@code isReachable}). Reads fail at once. All subscriptions share one
 * connection ({@link io.apium.adapter.redis.connection.PubSubConnection}); after it was lost every subscriber is
 * notified to read again.
 *
 * <p>Only commands of Redis 6.2 and older are used.
 */
@NullMarked
package io.apium.adapter.redis;

import org.jspecify.annotations.NullMarked;
