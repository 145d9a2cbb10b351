/** Kernels. */
@NullMarked
package io.apium.gpu.kernel;

import org.jspecify.annotations.NullMarked;
