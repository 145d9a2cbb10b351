/** Planted violations: each class breaks one rule of ClassRules, which must report it. */
@NullMarked
package io.apium.architecture.violations.worker;

import org.jspecify.annotations.NullMarked;
