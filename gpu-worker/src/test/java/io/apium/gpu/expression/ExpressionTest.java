package io.apium.gpu.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionTest {

    private static final List<String> NAMES = List.of("x", "y");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            x[5]             | 2  | '[' is not allowed
            x; while(1);     | 2  | ';' is not allowed
            *x               | 1  | expected a number, a name or '('
            system(1)        | 1  | unknown function 'system'
            x + unknown      | 5  | unknown name 'unknown'; the names are x, y, e, inf and pi
            __asm__          | 1  | unknown name '__asm__'
            #include         | 1  | '#' is not allowed
            x /* note */     | 4  | expected a number
            x // note        | 4  | expected a number
            sqrt(x, y)       | 1  | 'sqrt' must have 1 operands, got 2
            fma(x, y)        | 1  | 'fma' must have 3 operands, got 2
            min()            | 1  | 'min' must have 2 operands, got 0
            x +              | 4  | expected a number, a name or '(', got the end
            (x + y           | 7  | expected an operator or ')', got the end
            x y              | 3  | expected an operator or the end, got 'y'
            x ? y            | 6  | expected ':', got the end
            x % y            | 3  | '%' needs i32, u32, i64 or u8
            x = y            | 3  | '=' is not allowed
            1e999            | 1  | is outside the range of f32
            "x "             | 1  | nothing
            """)
    void what_is_no_expression_is_refused_where_it_stops_being_one(String text, int column, String rule) {
        String given = rule.equals("nothing") ? "" : text;

        assertThatThrownBy(() -> Expression.parse(given, ElementType.F32, FloatMode.PLAIN, NAMES))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining(rule.equals("nothing") ? "got the end" : rule)
                .hasMessageStartingWith("at column " + column + ":");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            i32 | 1.5        | '1.5' must be a whole number for i32
            i32 | pi         | 'pi' must be a whole number for i32
            i32 | 2147483648 | is outside the range in which i32 is computed
            i32 | sqrt(x)    | 'sqrt' needs f32 or f64
            u32 | 4294967296 | is outside the range in which u32 is computed
            u8  | x + 1e2    | '1e2' must be a whole number for u8
            """)
    void whole_numbers_stay_whole(String dtype, String text, String rule) {
        assertThatThrownBy(() -> parse(text, ElementType.named(dtype).orElseThrow()))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void what_is_too_deep_too_long_or_of_too_many_parts_is_refused() {
        assertThatThrownBy(() -> parse("(".repeat(100) + "x" + ")".repeat(100), ElementType.F32))
                .hasMessageStartingWith("at column 65:")
                .hasMessageContaining("at most 64 levels deep");
        assertThatThrownBy(() -> parse("-".repeat(3000) + "x", ElementType.F32))
                .hasMessageContaining("at most 64 levels deep");
        assertThatThrownBy(() -> parse("x" + "+x".repeat(64), ElementType.F32))
                .hasMessageStartingWith("at column 128:")
                .hasMessageContaining("at most 64 levels deep");
        assertThatThrownBy(() -> parse("x ".repeat(2049), ElementType.F32))
                .hasMessageContaining("at most 4096 characters");
        assertThatThrownBy(() -> parse(balanced(10), ElementType.F32)).hasMessageContaining("at most 1000 parts");
    }

    private static String balanced(int depth) {
        return depth == 0 ? "x" : "(" + balanced(depth - 1) + "+" + balanced(depth - 1) + ")";
    }

    @Test
    void strict_has_only_what_every_device_rounds_alike() throws InvalidExpressionException {
        assertThatThrownBy(() -> Expression.parse("1 + exp(x)", ElementType.F32, FloatMode.STRICT, NAMES))
                .hasMessageStartingWith("at column 5: 'exp' is not bit-identical");
        assertThat(Expression.parse("fma(sqrt(x), y, x / y)", ElementType.F32, FloatMode.STRICT, NAMES)
                        .options())
                .containsExactly(OpenClGenerator.ROUNDED);
        assertThat(Expression.parse("x / y", ElementType.F32, FloatMode.FAST, NAMES)
                        .options())
                .containsExactly("-cl-mad-enable");
        assertThat(Expression.parse("x / y", ElementType.F64, FloatMode.PLAIN, NAMES)
                        .options())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x + y * 2         | (v_x + (v_y * 0x1.0p1f))
            x - y - x         | ((v_x - v_y) - v_x)
            -x * y            | ((-v_x) * v_y)
            x > y ? x : y > 1 ? y : 1 | ((v_y < v_x) ? v_x : ((0x1.0p0f < v_y) ? v_y : 0x1.0p0f))
            x != y            | ((T)(!(v_x == v_y)))
            x && y && !x      | ((T)(((v_x != 0) && (v_y != 0)) && (!(v_x != 0))))
            (x < y) + 1       | (((T)(v_x < v_y)) + 0x1.0p0f)
            +x - -y           | (v_x - (-v_y))
            """)
    void operators_bind_as_in_c(String text, String openCl) throws InvalidExpressionException {
        assertThat(parse(text, ElementType.F32).openCl()).isEqualTo(openCl);
    }

    @Test
    void every_function_comes_to_what_java_says() throws InvalidExpressionException {
        assertThat(once("exp(x)", 1.5f)).isEqualTo((float) Math.exp(1.5f));
        assertThat(once("pow(x, 3) + hypot(x, 1)", 1.5f)).isEqualTo(3.375f + (float) Math.hypot(1.5f, 1));
        assertThat(once("sin(x) + cos(x)", 1.5f)).isEqualTo((float) Math.sin(1.5f) + (float) Math.cos(1.5f));
        assertThat(once("fmax(x, inf - inf)", 1.5f)).isEqualTo(1.5f);
        assertThat(once("max(x, inf - inf)", 1.5f)).isNaN();
        assertThat(once("2 * pi + e", 1.5f)).isEqualTo(2 * (float) Math.PI + (float) Math.E);
        assertThat(once("fma(x, x, -2.25)", 1.5f)).isZero();
    }

    private static float once(String text, float x) throws InvalidExpressionException {
        ExpressionInterpreter<?> interpreter = ExpressionInterpreter.of(parse(text, ElementType.F32), 1);
        var out = NumericArray.room(4);
        interpreter.fill(0, x);
        interpreter.run(1);
        interpreter.write(out, 0, 1);
        return out.getFloat(0);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void whatever_the_expression_it_comes_to_what_arithmetic_by_another_road_does(ElementType elementType)
            throws InvalidExpressionException {
        RandomExpressions expressions = new RandomExpressions(7, elementType);
        for (int i = 0; i < 300; i++) {
            RandomExpressions.Sample sample = expressions.next();
            ExpressionInterpreter<?> interpreter = ExpressionInterpreter.of(
                    Expression.parse(sample.text(), elementType, FloatMode.STRICT, RandomExpressions.NAMES),
                    RandomInputs.LENGTH);
            RandomInputs inputs = new RandomInputs(i, elementType);
            inputs.into(interpreter);
            var out = NumericArray.room(RandomInputs.LENGTH * elementType.bytes());
            interpreter.run(RandomInputs.LENGTH);
            interpreter.write(out, 0, RandomInputs.LENGTH);

            assertThat(new NumericArray(elementType, List.of(RandomInputs.LENGTH), out))
                    .as("%s of %s", sample.text(), elementType)
                    .isEqualTo(inputs.expected(sample));
        }
    }

    private static Expression parse(String text, ElementType elementType) throws InvalidExpressionException {
        return Expression.parse(text, elementType, FloatMode.PLAIN, NAMES);
    }
}
