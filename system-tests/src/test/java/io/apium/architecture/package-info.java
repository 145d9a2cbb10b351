/**
 * The rules of the house, held by tests: who may know whom, where time and chance come from, how large a thing may grow.
 *
 * <p>The compiler keeps the rooms apart as far as scopes can; {@link io.apium.architecture.ClassRules} hold what scopes cannot,
 * {@link io.apium.architecture.Tidy} what is not seen in class files. A rule that was never seen to fail is a wish: for each
 * there is a planted sin, under {@code sins} or in the test itself, that it must catch.
 */
@NullMarked
package io.apium.architecture;

import org.jspecify.annotations.NullMarked;
