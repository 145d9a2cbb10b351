/** Tests of the workers over HTTP, on the store in memory: what was announced is what is read. */
@NullMarked
package io.apium.api.worker;

import org.jspecify.annotations.NullMarked;
