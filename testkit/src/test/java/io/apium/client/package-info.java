/** Tests of core on the memory ports, which core itself cannot see. */
@NullMarked
package io.apium.client;

import org.jspecify.annotations.NullMarked;
