/** Finds handlers: annotated methods of beans and of task jars, provided tasks, and commands. */
@NullMarked
package io.apium.worker.discovery;

import org.jspecify.annotations.NullMarked;
