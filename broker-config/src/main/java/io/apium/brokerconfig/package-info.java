/** To be written. */
@NullMarked
package io.apium.brokerconfig;

import org.jspecify.annotations.NullMarked;
