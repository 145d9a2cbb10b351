package io.apium.worker.config;

/**
 * The worker's process, as other workers and clients see it.
 *
 * @param name {@code name@host}
 */
public record WorkerNode(String name, long pid) {}
