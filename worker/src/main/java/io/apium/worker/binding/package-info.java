/**
 * Binds the arguments of a message to the parameters of a Java method, and writes its return value as JSON.
 *
 * <p>The rules are Python's, because the callers are: positional arguments fill the parameters from the left, named
 * arguments fill the parameter of that name, and every parameter must be given exactly once. Only a parameter of type
 * {@link java.util.Optional} may be omitted.
 *
 * <pre>
 *   too many positional arguments  math.add takes 2 arguments (x, y), got 3
 *   unknown name                   math.add has no parameter 'z'; it takes (x, y)
 *   by position and by name        math.add got parameter 'x' twice, by position and by name
 *   missing argument               math.add got nothing for parameter 'y'
 *   null for a primitive           math.add got null for parameter 'x' of type long
 *   value of another type          math.add got an invalid value for parameter 'x': ... (2.5 is not a long)
 * </pre>
 *
 * <p>All of these are {@link io.apium.worker.binding.InvalidArgumentsException}: the task fails with that message, and
 * the handler is not called. The conversion of each parameter is determined once, when the worker starts. A value that
 * already has the parameter's type, as most numbers and strings do, is passed as is; all others are converted by
 * Jackson to the parameter's full generic type.
 *
 * <p>JSON is written and read as Python does: {@code NaN} and {@code Infinity} are numbers, and an integer has as many
 * digits as it needs, up to a thousand.
 */
@NullMarked
package io.apium.worker.binding;

import org.jspecify.annotations.NullMarked;
