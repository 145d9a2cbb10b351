/** The limits of what is read from RabbitMQ and Redis; {@code docs/limits.md} is generated from them. */
@NullMarked
package io.apium.adapter.bound;

import org.jspecify.annotations.NullMarked;
