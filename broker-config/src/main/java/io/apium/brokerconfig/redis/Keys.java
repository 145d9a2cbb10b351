package io.apium.brokerconfig.redis;

import io.apium.task.GroupId;
import io.apium.task.TaskId;

/** Every key and channel in Redis. The first four are Celery's. */
final class Keys {

    /** ZSET of revoked task ids, by when they were revoked (milliseconds); also the channel that announces each id. */
    static final String REVOKED = "apium:revoked";

    /** LIST of dead letters as JSON, newest first. */
    static final String DEAD_LETTERS = "apium:dead-letters";

    private Keys() {}

    /** STRING: the record of a task as JSON; also the channel that announces each change of it. */
    static String record(TaskId id) {
        return "celery-task-meta-" + id;
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

    /** STREAM: what happened to a task. */
    static String timeline(TaskId id) {
        return "apium:timeline:" + id;
    }

    /** STRING: a flow as JSON. */
    static String flow(TaskId id) {
        return "apium:flow:" + id;
    }

    /** STRING: what was answered to an idempotency key, as JSON. */
    static String idempotency(String key) {
        return "apium:idempotency:" + key;
    }
}
