/** Threads die here on purpose, and the tests look at what is said of them. */
@NullMarked
package io.apium.adapter.health;

import org.jspecify.annotations.NullMarked;
