/**
 * The reasons for which a request is refused, as data: an {@link io.apium.api.error.ApiError}, the mistakes in its fields, and
 * the {@link io.apium.api.error.Problem} that tells the client. {@code io.apium.api.problem} writes them as responses.
 */
@NullMarked
package io.apium.api.error;

import org.jspecify.annotations.NullMarked;
