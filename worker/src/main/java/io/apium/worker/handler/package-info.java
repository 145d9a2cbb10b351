/**
 * Handlers: the code of one task with its time limits, size limits, retry rules, rate and permits. A handler returns an
 * outcome and throws only {@link io.apium.worker.handler.ChildLostException}, when the process that ran the attempt is
 * gone.
 */
@NullMarked
package io.apium.worker.handler;

import org.jspecify.annotations.NullMarked;
