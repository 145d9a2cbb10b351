/** To be written. */
@NullMarked
package io.apium.standalone;

import org.jspecify.annotations.NullMarked;
