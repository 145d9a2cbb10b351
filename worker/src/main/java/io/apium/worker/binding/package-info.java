/**
 * From the arguments of a message to the parameters of a Java method, and from what it returns to JSON.
 *
 * <p>The rules are Python's, since the callers are: arguments by position fill the parameters from the left, arguments by
 * name go to the parameter of that name, and every parameter is given exactly once. Only a parameter of an
 * {@link java.util.Optional} type may be left out.
 *
 * <pre>
 *   too many by position          math.add takes 2 arguments (x, y), got 3
 *   a name that nobody has        math.add has no parameter 'z'; it takes (x, y)
 *   by position and by name       math.add got parameter 'x' twice, by position and by name
 *   nothing for a parameter       math.add got nothing for parameter 'y'
 *   null for a primitive          math.add got null for parameter 'x', which is a long
 *   a value of another kind       math.add got a wrong value for parameter 'x': ... (2.5 is not a long)
 * </pre>
 *
 * <p>All of these are {@link io.apium.worker.binding.InvalidArgumentsException}: the task fails with that sentence, and
 * neither the handler nor the worker notices. What a parameter takes is worked out once, when the worker starts. A value
 * that is what the parameter takes already, as most numbers and strings are, goes in as it is; every other value goes
 * through Jackson with the parameter's full generic type.
 *
 * <p>JSON is written and read as Python does where the two differ: {@code NaN} and {@code Infinity} are numbers, and an
 * integer has as many digits as it needs, to a thousand.
 */
@NullMarked
package io.apium.worker.binding;

import org.jspecify.annotations.NullMarked;
