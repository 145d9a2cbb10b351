/**
 * The keys {@code apium.broker.*}, {@code apium.redis.*}, {@code apium.queues.*} and {@code apium.routes}: records that
 * check themselves when the process starts, with errors that name the key and the value.
 */
@NullMarked
package io.apium.adapter.config;

import org.jspecify.annotations.NullMarked;
