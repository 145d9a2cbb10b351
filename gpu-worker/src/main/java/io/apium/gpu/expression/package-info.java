/**
 * Expressions that strangers may post: text without loops, pointers or memory, parsed by us, checked, and made into OpenCL C
 * and into Java, which come to the same bits.
 *
 * <pre>
 *   choice      either [ ? choice : choice ]             from the right
 *   either      ||  &amp;&amp;  |  ^  &amp;  == !=  &lt; &lt;= &gt; &gt;=  &lt;&lt; &gt;&gt;  + -  * / %
 *               ten levels, the loosest first, as in C; each from the left
 *   unary       - + ! ~ before a unary
 *   primary     a number, a name, function(choice, …), (choice)
 *   number      12, 0xff, 1.5, .5, 1e-3                  in whole types the first two
 *   constants   pi, e, inf                               where no value has that name; floating types alone
 *   functions   abs fabs min max fmin fmax               any type
 *               sqrt floor ceil trunc rint fma isnan     floating, exact
 *               exp expm1 log log10 log1p sin cos tan asin acos atan atan2
 *               sinh cosh tanh cbrt hypot pow            floating, as good as the device
 *   limits      4,096 characters, 64 deep, 1,000 parts; what is over is refused, with its column
 * </pre>
 *
 * <p>All values of an expression are of one type, and it is computed in that type: there are no conversions, apart from
 * truths, which count as 1 and 0, and numbers, of which all but 0 are true. Both sides of a choice and of {@code &&} are
 * computed; nothing can be seen of that, as every operation comes to something for whatever it is given:
 *
 * <pre>
 *   f32, f64    each operation rounds by itself to the nearest, ties to even; f32 is not computed in double
 *               subnormal numbers are kept; there is one NaN when values are written, and its sign means nothing
 *               min, max: a NaN comes through, -0 is less than 0; fmin, fmax: the other value where one is NaN
 *               NaN != 0, so a NaN is true
 *   i32, i64    + - * and abs wrap around; x / 0 is 0, x % 0 is x; least / -1 is the least, least % -1 is 0
 *               / cuts towards 0, % has the sign of the left side; &gt;&gt; keeps the sign
 *   u32         the same without a sign; -x is 2^32 - x; &gt;&gt; shifts in zeros
 *   u8          read into an i32, computed as one; the lowest eight bits are written
 *   shifts      by the lowest 5 bits of the right side, of an i64 by the lowest 6
 * </pre>
 *
 * <p>{@link io.apium.gpu.expression.ExpressionOperation} is the table of what there is; {@link io.apium.gpu.expression.TypeChecker} says
 * what may stand where; {@link io.apium.gpu.expression.OpenClGenerator} writes the tree out, each part in brackets;
 * {@link io.apium.gpu.expression.ExpressionInterpreter} computes it in Java, a thousand values at a time, one loop for each operation,
 * which the compiler turns into the processor's vectors. Whatever is wrong with a text is a
 * {@link io.apium.gpu.expression.InvalidExpressionException} with the column; nothing else ever comes of a text.
 */
@NullMarked
package io.apium.gpu.expression;

import org.jspecify.annotations.NullMarked;
