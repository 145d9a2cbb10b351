/**
 * The code that runs inside a child process: {@link io.apium.worker.child.main.ChildMain} reads calls from its parent
 * and runs handlers. A child ends when its parent ends.
 */
@NullMarked
package io.apium.worker.child.main;

import org.jspecify.annotations.NullMarked;
