/** Sins of this kind, planted for the rules to catch. */
@NullMarked
package io.apium.architecture.sins.adapter;

import org.jspecify.annotations.NullMarked;
