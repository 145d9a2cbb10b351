/**
 * Expressions from clients: text without loops, pointers or memory access, which is parsed, checked, and translated to
 * OpenCL C and to Java with bit-identical results.
 *
 * <pre>
 *   choice      either [ ? choice : choice ]             right-associative
 *   either      ||  &amp;&amp;  |  ^  &amp;  == !=  &lt; &lt;= &gt; &gt;=  &lt;&lt; &gt;&gt;  + -  * / %
 *               ten levels, the loosest first, as in C; left-associative
 *   unary       - + ! ~ before a unary
 *   primary     a number, a name, function(choice, …), (choice)
 *   number      12, 0xff, 1.5, .5, 1e-3                  integer types: only the first two
 *   constants   pi, e, inf                               floating types only; a value of the same name wins
 *   functions   abs fabs min max fmin fmax               all types
 *               sqrt floor ceil trunc rint fma isnan     floating types, exact
 *               exp expm1 log log10 log1p sin cos tan asin acos atan atan2
 *               sinh cosh tanh cbrt hypot pow            floating types, with the device's precision
 *   limits      4,096 characters, 64 levels, 1,000 parts; beyond them an error with the column
 * </pre>
 *
 * <p>All values of an expression have one type, in which it is computed. The only conversions are between booleans and
 * numbers: a boolean counts as 1 or 0, a number other than 0 as true. Both branches of a choice and both sides of
 * {@code &&} are computed, which has no visible effect, because every operation has a result for all operands:
 *
 * <pre>
 *   f32, f64    each operation rounds separately to nearest, ties to even; f32 is not computed in double
 *               subnormal numbers are kept; every NaN is written as the same NaN, whose sign has no meaning
 *               min, max: NaN if either is NaN, -0 is less than 0; fmin, fmax: the other value if one is NaN
 *               NaN != 0, so a NaN is true
 *   i32, i64    + - * and abs wrap around; x / 0 is 0, x % 0 is x; minimum / -1 is the minimum, minimum % -1 is 0
 *               / truncates towards 0, % has the sign of the left side; &gt;&gt; keeps the sign
 *   u32         the same without a sign; -x is 2^32 - x; &gt;&gt; shifts in zeros
 *   u8          read into an i32 and computed as one; the lowest eight bits are written
 *   shifts      by the lowest 5 bits of the right side, for i64 by the lowest 6
 * </pre>
 *
 * <p>{@link io.apium.gpu.expression.ExpressionOperation} is the table of operations; {@link
 * io.apium.gpu.expression.TypeChecker} decides which are allowed where; {@link io.apium.gpu.expression.OpenClGenerator}
 * writes the tree as OpenCL C, each part in brackets; {@link io.apium.gpu.expression.ExpressionInterpreter} computes it
 * in Java, about a thousand values at a time, with a loop per operation that the compiler vectorizes. An invalid text
 * is an {@link io.apium.gpu.expression.InvalidExpressionException} with the column; no other exception is possible.
 */
@NullMarked
package io.apium.gpu.expression;

import org.jspecify.annotations.NullMarked;
