/**
 * Slots: threads that run one attempt after another, and the rule that changes their number by load. If a handler
 * ignores its hard time limit, another thread replaces the slot, so that the pool runs as many attempts as before; a
 * pool replaces at most 64 threads, or four for each slot if that is more.
 */
@NullMarked
package io.apium.worker.pool;

import org.jspecify.annotations.NullMarked;
