/**
 * The keys {@code apium.api.*} that several packages read. A value that breaks its bounds prevents the start of the API; the
 * error names the key and the value.
 */
@NullMarked
package io.apium.api.config;

import org.jspecify.annotations.NullMarked;
