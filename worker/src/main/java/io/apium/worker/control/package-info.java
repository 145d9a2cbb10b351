/**
 * Celery's remote control: {@code inspect} and {@code control} commands, as Celery's workers answer them. Each client
 * that may publish to the broker may send them. A command with invalid arguments is answered with an error and changes
 * nothing.
 */
@NullMarked
package io.apium.worker.control;

import org.jspecify.annotations.NullMarked;
