@NullMarked
package io.apium.brokerconfig;

import org.jspecify.annotations.NullMarked;
