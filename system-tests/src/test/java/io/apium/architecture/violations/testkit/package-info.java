/** Planted violations: each class breaks one rule of ClassRules, which must report it. */
@NullMarked
package io.apium.architecture.violations.testkit;

import org.jspecify.annotations.NullMarked;
