/** To be written. */
@NullMarked
package io.apium.testkit;

import org.jspecify.annotations.NullMarked;
