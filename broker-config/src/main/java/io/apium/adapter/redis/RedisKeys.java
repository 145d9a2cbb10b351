package io.apium.adapter.redis;

import io.apium.ledger.EntryKey;
import io.apium.store.BlobId;
import io.apium.task.GroupId;
import io.apium.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** All keys and channels in Redis. The first four are Celery's. */
final class RedisKeys {

    /** ZSET of revoked task ids, by the time of revocation (milliseconds); also the channel of every revocation. */
    static final String REVOKED = "apium:revoked";

    /** ZSET of the flows that were started over HTTP, by their start (milliseconds). */
    static final String FLOWS = "apium:flows";

    /** HASH of dead letters as JSON by their ids. */
    static final String DEAD_LETTERS = "apium:{dead-letters}:letters";

    /** ZSET of the ids of dead letters, by the number that each was given when it was stored. */
    static final String DEAD_LETTERS_IN_ORDER = "apium:{dead-letters}:order";

    /** ZSET of filters whose tasks are revoked, as JSON, by their end (milliseconds). */
    static final String REVOKED_ALL = "apium:revoked:all";

    /** Channel: the time (milliseconds) at which an entry of the ledger is to wake before all others of its shard. */
    static final String LEDGER_WAKES = "apium:ledger:wakes";

    /** SET of the workers that announced themselves, {@code <node>/<pid>}. */
    static final String WORKERS = "apium:workers";

    /** ZSET of the queues that were declared for a message, by the last publish (milliseconds). */
    static final String CREATED_QUEUES = "apium:queues";

    private RedisKeys() {}

    /** ZSET of the entries of one shard of the ledger, {@code <kind>/<name>}, by their wake times (milliseconds). */
    static String ledgerWake(int shard) {
        return ledger(shard) + "wake";
    }

    /** HASH of the entries of one kind in a shard by their names: the revision, a space, the state as JSON. */
    static String ledgerEntries(int shard, EntryKey.Kind kind) {
        return ledger(shard) + name(kind);
    }

    /** STRING: the last revision of the shard. */
    static String ledgerRevision(int shard) {
        return ledger(shard) + "revision";
    }

    /** HASH of the claimed entries, {@code <kind>/<name>}: the end of the lease, and the wake time after it. */
    static String ledgerClaimed(int shard) {
        return ledger(shard) + "claimed";
    }

    /** HASH of unreadable entries that were replaced, by {@code <kind>/<name>}. */
    static String ledgerUnreadable(int shard) {
        return ledger(shard) + "unreadable";
    }

    /** The names of kinds are in keys and in scripts, and never change. */
    static String name(EntryKey.Kind kind) {
        return switch (kind) {
            case TASK -> "task";
            case SCHEDULE -> "schedule";
            case FLOW -> "flow";
        };
    }

    /** All keys of a shard are in one slot of a cluster, since only the part in braces is hashed. */
    private static String ledger(int shard) {
        return "apium:{ledger:" + (shard < 10 ? "0" : "") + shard + "}:";
    }

    /** STRING: the record of a task as JSON; also the channel that announces each change of it. */
    static String record(TaskId id) {
        return "celery-task-meta-" + id;
    }

    /** The unreadable value of a key that was overwritten. */
    static String unreadable(String key) {
        return "apium:unreadable:" + key;
    }

    /** ZSET of the members of a chord that have ended, by their index. */
    static String parts(GroupId group) {
        return "celery-taskset-meta-" + group + ".j";
    }

    /** STRING: the number of members of a chord. */
    static String size(GroupId group) {
        return "celery-taskset-meta-" + group + ".s";
    }

    /** STRING: the number of members that were added to a running chord. */
    static String added(GroupId group) {
        return "celery-taskset-meta-" + group + ".t";
    }

    /** STRING: the task that has the claim to a chord's body. */
    static String claim(GroupId group) {
        return "apium:chord:" + group;
    }

    /** STRING: a member of a chord was counted while the size was known. */
    static String counted(GroupId group) {
        return claim(group) + ":counted";
    }

    /** STRING: the member that waits for the size of a chord, as join.lua documents it. */
    static String unsized(GroupId group) {
        return claim(group) + ":unsized";
    }

    /** STRING: how often the message of one attempt was redelivered. */
    static String redeliveries(TaskId id, int retries) {
        return "apium:redeliveries:" + id + "/" + retries;
    }

    /**
     * The keys of a limit, named in the comment of limit-take.lua; the limit key may be long or secret, and is hashed.
     */
    static List<String> limit(String task, String key) {
        UUID hash = UUID.nameUUIDFromBytes((task + '\n' + key).getBytes(StandardCharsets.UTF_8));
        return Stream.of("running", "promised", "line", "booked", "pace")
                .map(part -> "apium:{limit:" + task + ":" + hash + "}:" + part)
                .toList();
    }

    /** STREAM: the events of a task. */
    static String timeline(TaskId id) {
        return "apium:timeline:" + id;
    }

    /** STRING: a flow as JSON. */
    static String flow(TaskId id) {
        return flow(id.value());
    }

    /** Like {@link #flow(TaskId)}, by a member of the index of flows. */
    static String flow(String id) {
        return "apium:flow:" + id;
    }

    /** HASH: the timings of a flow's nodes, as flow-time.lua documents them. */
    static String flowTimes(TaskId id) {
        return "apium:flow-times:" + id;
    }

    /** STRING: the metadata of a blob, as JSON. */
    static String blob(BlobId id) {
        return "apium:blob:" + id;
    }

    /** STRING: a piece of a blob, under the id of its upload, numbered from 0. */
    static String blobPiece(String upload, long number) {
        return "apium:blob:" + upload + ":" + number;
    }

    /** STRING: the status of a worker, as JSON; expires without a heartbeat. */
    static String worker(String who) {
        return "apium:worker:" + who;
    }

    /** STRING: the response for an idempotency key, as JSON. */
    static String idempotency(String key) {
        return "apium:idempotency:" + key;
    }
}
