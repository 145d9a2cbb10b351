/**
 * The errors of the API as data: an {@link io.apium.api.error.ApiError}, the errors in its fields, and the {@link
 * io.apium.api.error.Problem} that the client gets. {@code io.apium.api.problem} writes them as responses.
 */
@NullMarked
package io.apium.api.error;

import org.jspecify.annotations.NullMarked;
