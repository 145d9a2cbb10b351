/** The token, the address and the headers of the management server. */
@NullMarked
package io.apium.adapter.management;

import org.jspecify.annotations.NullMarked;
