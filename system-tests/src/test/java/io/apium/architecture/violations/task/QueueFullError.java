package io.apium.architecture.violations.task;

/** An exception whose name does not end in {@code Exception}. */
public class QueueFullError extends RuntimeException {

    private static final long serialVersionUID = 1;
}
