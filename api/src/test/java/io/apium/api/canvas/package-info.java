@NullMarked
package io.apium.api.canvas;

import org.jspecify.annotations.NullMarked;
