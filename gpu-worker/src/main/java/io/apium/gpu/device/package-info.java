/** The devices of a worker, and what runs on them. */
@NullMarked
package io.apium.gpu.device;

import org.jspecify.annotations.NullMarked;
