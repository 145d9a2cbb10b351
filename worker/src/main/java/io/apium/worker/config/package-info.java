/**
 * The keys {@code apium.worker.*}: records that check themselves when the process starts, with errors that name the key
 * and the value.
 */
@NullMarked
package io.apium.worker.config;

import org.jspecify.annotations.NullMarked;
