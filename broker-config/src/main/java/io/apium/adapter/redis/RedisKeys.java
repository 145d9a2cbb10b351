package io.apium.adapter.redis;

import io.apium.ledger.EntryKey;
import io.apium.store.BlobId;
import io.apium.task.GroupId;
import io.apium.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Every key and channel in Redis. The first four are Celery's. */
final class RedisKeys {

    /** ZSET of revoked task ids, by when they were revoked (milliseconds); also the channel of every revocation. */
    static final String REVOKED = "apium:revoked";

    /** ZSET of the flows that were asked for over HTTP, by when they were started (milliseconds). */
    static final String FLOWS = "apium:flows";

    /** HASH of dead letters as JSON by their ids. */
    static final String DEAD_LETTERS = "apium:{dead-letters}:letters";

    /** ZSET of the ids of dead letters, by the number that each was given when it was kept. */
    static final String DEAD_LETTERS_IN_ORDER = "apium:{dead-letters}:order";

    /** ZSET of filters whose tasks are revoked, as JSON, by when that ends (milliseconds). */
    static final String REVOKED_ALL = "apium:revoked:all";

    /** Channel: the moment (milliseconds) at which an entry of the ledger is to wake before all others of its shard. */
    static final String LEDGER_WAKES = "apium:ledger:wakes";

    /** SET of the workers that are, or were there, {@code <node>/<pid>}. */
    static final String WORKERS = "apium:workers";

    /** ZSET of the queues that were made for a message, by when one was last published there (milliseconds). */
    static final String CREATED_QUEUES = "apium:queues";

    private RedisKeys() {}

    /** ZSET of the entries of one shard of the ledger, {@code <kind>/<name>}, by when they wake (milliseconds). */
    static String ledgerWake(int shard) {
        return ledger(shard) + "wake";
    }

    /** HASH of the entries of one kind in a shard by their names: the revision, a space, the state as JSON. */
    static String ledgerEntries(int shard, EntryKey.Kind kind) {
        return ledger(shard) + name(kind);
    }

    /** STRING: the last revision that an entry of the shard was given. */
    static String ledgerRevision(int shard) {
        return ledger(shard) + "revision";
    }

    /** HASH of the entries that somebody has taken, {@code <kind>/<name>}: until when, and when they are to wake then. */
    static String ledgerClaimed(int shard) {
        return ledger(shard) + "claimed";
    }

    /** HASH of what stood in the ledger and could not be read, by {@code <kind>/<name>}, where it had to make room. */
    static String ledgerUnreadable(int shard) {
        return ledger(shard) + "unreadable";
    }

    /** The names of kinds are in keys and in scripts, and stay as they are. */
    static String name(EntryKey.Kind kind) {
        return switch (kind) {
            case TASK -> "task";
            case SCHEDULE -> "schedule";
            case FLOW -> "flow";
        };
    }

    /** All keys of a shard are in one slot of a cluster, since only what is in braces is hashed. */
    private static String ledger(int shard) {
        return "apium:{ledger:" + (shard < 10 ? "0" : "") + shard + "}:";
    }

    /** STRING: the record of a task as JSON; also the channel that announces each change of it. */
    static String record(TaskId id) {
        return "celery-task-meta-" + id;
    }

    /** What stood under a key and could not be read, where something had to be written there. */
    static String unreadable(String key) {
        return "apium:unreadable:" + key;
    }

    /** ZSET of the parts of a chord that have ended, by their place. */
    static String parts(GroupId group) {
        return "celery-taskset-meta-" + group + ".j";
    }

    /** STRING: how many parts a chord has. */
    static String size(GroupId group) {
        return "celery-taskset-meta-" + group + ".s";
    }

    /** STRING: how many parts were added to a chord while it ran. */
    static String added(GroupId group) {
        return "celery-taskset-meta-" + group + ".t";
    }

    /** STRING: the task that has the claim to a chord's body. */
    static String claim(GroupId group) {
        return "apium:chord:" + group;
    }

    /** STRING: a part of a chord was counted while the number of parts was known. */
    static String counted(GroupId group) {
        return claim(group) + ":counted";
    }

    /** STRING: the part that watches for the number of a chord's parts, as join.lua says. */
    static String unsized(GroupId group) {
        return claim(group) + ":unsized";
    }

    /** STRING: how often the message of one attempt came back. */
    static String redeliveries(TaskId id, int retries) {
        return "apium:redeliveries:" + id + "/" + retries;
    }

    /** The keys of a limit, named at the head of limit-take.lua; whose it is may be long or secret, and is hashed. */
    static List<String> limit(String task, String key) {
        UUID hash = UUID.nameUUIDFromBytes((task + '\n' + key).getBytes(StandardCharsets.UTF_8));
        return Stream.of("running", "promised", "line", "booked", "pace")
                .map(part -> "apium:{limit:" + task + ":" + hash + "}:" + part)
                .toList();
    }

    /** STREAM: what happened to a task. */
    static String timeline(TaskId id) {
        return "apium:timeline:" + id;
    }

    /** STRING: a flow as JSON. */
    static String flow(TaskId id) {
        return flow(id.value());
    }

    /** The same, by a member of the index of flows. */
    static String flow(String id) {
        return "apium:flow:" + id;
    }

    /** HASH: what workers did for a flow's nodes, as flow-time.lua says. */
    static String flowTimes(TaskId id) {
        return "apium:flow-times:" + id;
    }

    /** STRING: what is known of a blob, as JSON. */
    static String blob(BlobId id) {
        return "apium:blob:" + id;
    }

    /** STRING: a piece of a blob, under the name of the upload that brought it, numbered from 0. */
    static String blobPiece(String upload, long number) {
        return "apium:blob:" + upload + ":" + number;
    }

    /** STRING: what a worker says of itself, as JSON, until it is not believed any more. */
    static String worker(String who) {
        return "apium:worker:" + who;
    }

    /** STRING: what was answered to an idempotency key, as JSON. */
    static String idempotency(String key) {
        return "apium:idempotency:" + key;
    }
}
