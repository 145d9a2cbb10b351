/** The limits of the worker; {@code docs/limits.md} is generated from them. */
@NullMarked
package io.apium.worker.bound;

import org.jspecify.annotations.NullMarked;
