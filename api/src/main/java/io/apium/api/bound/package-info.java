/** The limits of what a request may contain; {@code docs/limits.md} is generated from them. */
@NullMarked
package io.apium.api.bound;

import org.jspecify.annotations.NullMarked;
