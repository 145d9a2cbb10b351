/** The metrics of a worker; {@code docs/metrics.md} lists them. A registry that throws costs a number and never a task. */
@NullMarked
package io.apium.worker.metrics;

import org.jspecify.annotations.NullMarked;
