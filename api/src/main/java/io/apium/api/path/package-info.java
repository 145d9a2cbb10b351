/** Ids as they stand in paths and in {@code Location}. */
@NullMarked
package io.apium.api.path;

import org.jspecify.annotations.NullMarked;
