/** What requests may ask for is the same wherever in a request they ask for it: in a flow, a callback, a schedule. */
@NullMarked
package io.apium.api.canvas;

import org.jspecify.annotations.NullMarked;
