/** The declaration of a metric, from which the registration and {@code docs/metrics.md} are made. */
@NullMarked
package io.apium.metric;

import org.jspecify.annotations.NullMarked;
