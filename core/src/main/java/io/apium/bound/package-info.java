/**
 * The limits of Apium, and the check of every name from outside.
 *
 * <p>Each limit is one {@link io.apium.bound.Bound}, in a constant of a class named {@code …Bounds} in the module that
 * enforces it: the page {@code docs/limits.md} is generated from these constants, and the build compares the two.
 * {@link io.apium.bound.PlainText} checks names and ids: AMQP, Redis, URLs and logs must all be able to carry them.
 */
@NullMarked
package io.apium.bound;

import org.jspecify.annotations.NullMarked;
