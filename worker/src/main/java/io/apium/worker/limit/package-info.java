/**
 * Limits on starts: the rate of a task in this worker ({@code rate_limit}), and {@code @Limit} across all workers by
 * permits in Redis. While Redis is away no limited task starts.
 */
@NullMarked
package io.apium.worker.limit;

import org.jspecify.annotations.NullMarked;
