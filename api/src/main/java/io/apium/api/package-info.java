/** To be written. */
@NullMarked
package io.apium.api;

import org.jspecify.annotations.NullMarked;
