/** To be written. */
@NullMarked
package io.apium.worker;

import org.jspecify.annotations.NullMarked;
