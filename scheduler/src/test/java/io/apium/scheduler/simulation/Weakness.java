package io.apium.scheduler.simulation;

/** A mistake that could be made in the code, and that a simulation must find. */
enum Weakness {
    NONE,
    /** A write goes through whatever its writer had seen. */
    NO_REVISION_CHECK,
    /** A worker acks a message before what came of it is written. */
    ACK_BEFORE_THE_WRITE,
    /** An entry is let go of before what it owes is paid. */
    UNPAID_EFFECT_DROPPED
}
