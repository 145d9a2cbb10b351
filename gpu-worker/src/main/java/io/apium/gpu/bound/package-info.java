/** The limits of GPU tasks; {@code docs/limits.md} is generated from them. */
@NullMarked
package io.apium.gpu.bound;

import org.jspecify.annotations.NullMarked;
