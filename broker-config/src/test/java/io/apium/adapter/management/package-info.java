/** Who is told what of a worker or a scheduler, and what keeps it from telling anybody. */
@NullMarked
package io.apium.adapter.management;

import org.jspecify.annotations.NullMarked;
