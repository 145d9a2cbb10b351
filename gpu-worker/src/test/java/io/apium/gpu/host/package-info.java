/** What runs in a host's place, in a process that is started as hosts are. */
@NullMarked
package io.apium.gpu.host;

import org.jspecify.annotations.NullMarked;
