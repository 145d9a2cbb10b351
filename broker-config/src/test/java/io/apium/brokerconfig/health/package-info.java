@NullMarked
package io.apium.brokerconfig.health;

import org.jspecify.annotations.NullMarked;
