/** The keys {@code apium.api.*} that several packages read. */
@NullMarked
package io.apium.api.config;

import org.jspecify.annotations.NullMarked;
