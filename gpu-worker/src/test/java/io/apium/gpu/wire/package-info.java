/** Frames, there and back, and what is none; memory that two have mapped. */
@NullMarked
package io.apium.gpu.wire;

import org.jspecify.annotations.NullMarked;
