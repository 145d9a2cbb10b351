/** Slots: threads that run one attempt after another, and the rule that changes their number by load. */
@NullMarked
package io.apium.worker.pool;

import org.jspecify.annotations.NullMarked;
