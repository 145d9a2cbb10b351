/** Expressions. */
@NullMarked
package io.apium.gpu.expression;

import org.jspecify.annotations.NullMarked;
