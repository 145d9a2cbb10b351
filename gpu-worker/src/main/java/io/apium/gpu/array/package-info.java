/** Arrays of numbers as tasks carry them: types, shapes, little-endian bytes row by row. */
@NullMarked
package io.apium.gpu.array;

import org.jspecify.annotations.NullMarked;
