/**
 * The stores on Redis: results and chords in the keys of Celery's Redis backend, the rest in keys of Apium's own, all
 * named in {@link io.apium.adapter.redis.RedisKeys}.
 *
 * <p>Writes go through one {@link io.apium.adapter.redis.connection.GroupCommit}: whatever is asked for while a flush is under
 * way travels together in the next. Nothing waits for a timer: a lone write goes out at once, and under load the batches
 * grow by themselves. Whatever must be decided in one step is a Lua script ({@link io.apium.adapter.redis.connection.LuaScript})
 * with its keys, arguments and answer written above it.
 *
 * <p>What waits is in the ledger, whose sixteen shards have a hash tag each, so that every script keeps to one slot of a
 * cluster:
 *
 * <pre>
 *   apium:{ledger:07}:wake        what wakes when
 *   apium:{ledger:07}:task        delayed tasks: revision and state
 *   apium:{ledger:07}:schedule    schedules: the same
 *   apium:{ledger:07}:revision    the last revision of the shard
 *   apium:{ledger:07}:unreadable  entries that could not be read and had to make room
 *   apium:ledger:wakes            the channel that tells of an entry which is to wake before all others
 * </pre>
 *
 * <p>What cannot be read is the fault of its own key. It was damaged, is of another type, or a newer version wrote it;
 * each reader goes on without it, {@link io.apium.adapter.redis.connection.UnreadableKeys} reports it once, and its bytes stay:
 *
 * <pre>
 *   what cannot be read      who asks for it alone      who reads many             who writes there
 *   ───────────────────────  ─────────────────────────  ─────────────────────────  ─────────────────────────────────
 *   a task's record          TaskRecord.Unreadable      the same, with the others  moves it to apium:unreadable:…
 *   an entry of the ledger   UnreadableRecordException  leaves it out; a claim     is refused until it is set aside
 *                                                       puts it off by a minute
 *   a member of an index     -                          puts it off by a minute    -
 *   a chord's key or part    the chord fails            -                          leaves it to expire
 *   a blob                   UnreadableRecordException  -                          moves it to apium:unreadable:…
 *   flow, dead letter        UnreadableRecordException  leaves it out              is refused
 *   an idempotency key       UnreadableRecordException  -                          is refused
 *   a worker's status        -                          leaves it out              replaces it
 *   times, events,           -                          leaves them out            adds to the rest
 *   revocations
 *   a limit's key            -                          -                          moves it aside, begins anew
 *   a redelivery count       1                          -                          leaves it to expire
 * </pre>
 *
 * <p>Lists, walks through the ledger and claims ask for sizes first and read no more at once than
 * {@link io.apium.adapter.bound.StoreBounds} says.
 *
 * <p>The size of a chord and its parts live as long as results do from the last part on, and may be gone before the last
 * one comes: when that takes longer, or when Redis has lost them. The script that counts a part sees then that there is
 * no size. That alone is no fault, since a Celery client says the size just before it sends the last part; so two keys of
 * Apium's own tell what it is, without a round trip more for any part:
 *
 * <pre>
 *   apium:chord:&lt;group&gt;:counted   how many parts were counted while the size was known; lives half a second less than the
 *                                  size. No size and fewer parts than that: the body is on its way, and the part has come
 *                                  once more. No size and all the parts: the size alone was evicted
 *   apium:chord:&lt;group&gt;:unsized   no size otherwise: the first such part. Its message is kept in the ledger and comes again
 *                                  after a minute, or half the life of results. No size and no other part by then:
 *                                  the chord fails
 * </pre>
 *
 * <p>Limits across workers have keys of their own for each limit and key, {@code apium:{limit:<task>:<hash>}:…}, and are the
 * one thing that goes by Redis' clock.
 *
 * <p>A blob is pieces of 1 MiB, each a key of its own, and one key that makes a blob of them and is written last:
 *
 * <pre>
 *   apium:blob:sha256:&lt;hex&gt;        which upload, size, media type    for the blob's life
 *   apium:blob:&lt;upload&gt;:&lt;number&gt;   a piece                           an hour from its arrival, or the blob's
 *                                                                    life and a minute where that is longer
 * </pre>
 *
 * <p>So pieces outlive what points at them, whoever has begun to read goes on for a minute, and what a killed process left
 * behind is gone after an hour. An upload that takes longer than that is lost and says so.
 *
 * <p>While Redis is away, writes are kept in their order and tried again; nothing is dropped, and the process that makes
 * them is expected to stop making more ({@code isReachable}). Reads fail at once. What changes is heard over one
 * connection for all watchers ({@link io.apium.adapter.redis.connection.PubSubConnection}); after it was lost every watcher is
 * told to look again.
 *
 * <p>Only commands of Redis 6.2 and older are used.
 */
@NullMarked
package io.apium.adapter.redis;

import org.jspecify.annotations.NullMarked;
