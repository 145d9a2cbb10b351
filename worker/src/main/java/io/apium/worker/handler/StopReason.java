package io.apium.worker.handler;

/** Why an attempt ends before its handler returns, the weakest reason first. */
public enum StopReason {
    /** The soft time limit has passed. */
    SOFT_LIMIT,
    /** The task was revoked. */
    REVOKED,
    /** The hard time limit has passed. */
    HARD_LIMIT,
    /** The hard time limit has passed, and the handler did not leave its slot. */
    STUCK,
    /** The worker stops: the message is back in its queue. */
    WORKER_STOPPED
}
