package io.apium.scheduler.simulation;

/** A bug that is planted in the simulated code, and that a simulation must find. */
enum Weakness {
    NONE,
    /** A write succeeds without a comparison of revisions. */
    NO_REVISION_CHECK,
    /** A worker acks a message before its result is written. */
    ACK_BEFORE_THE_WRITE,
    /** An entry is written before its effects are published. */
    UNPUBLISHED_EFFECT_DROPPED
}
