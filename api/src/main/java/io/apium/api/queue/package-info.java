/**
 * Queues over HTTP: {@code GET /v1/queues}, one of them, and {@code :purge}.
 *
 * <pre>
 *   queue                                                                listed
 *   ───────────────────────────────────────────────────────────────────  ────────────────────────
 *   {@code celery}, the default                                          if it exists in RabbitMQ
 *   consumed by a worker that publishes heartbeats                       the same
 *   declared for a message, and not yet removed as unused                the same
 *   any other queue of the server                                        no
 * </pre>
 *
 * <p>Only a listed queue can be purged, so that no client deletes the messages of another application on the same
 * server. Depths are RabbitMQ's at the moment of the request; messages that a consumer has are not counted. Without
 * RabbitMQ or Redis each operation fails with 503.
 */
@NullMarked
package io.apium.api.queue;

import org.jspecify.annotations.NullMarked;
