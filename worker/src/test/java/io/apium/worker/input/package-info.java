/** What is read of texts, lists and results, on stores in memory. */
@NullMarked
package io.apium.worker.input;

import org.jspecify.annotations.NullMarked;
