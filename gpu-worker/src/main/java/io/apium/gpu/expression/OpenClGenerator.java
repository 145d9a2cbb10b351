package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import java.util.List;

/** Writes expressions as OpenCL C. */
public final class OpenClGenerator {

    /** Without this option a device may round the division and square root of floats in any way. */
    public static final String ROUNDED = "-cl-fp32-correctly-rounded-divide-sqrt";

    private static final String FLOATING = """
            #define is_nan(a) isnan(a)
            T settled(T a) { return isnan(a) ? as_T(NOT_A_NUMBER) : a; }
            T least(T a, T b) {
              return isnan(a) || isnan(b) ? as_T(NOT_A_NUMBER) : a < b ? a : b < a ? b : as_T(as_U(a) | as_U(b));
            }
            T most(T a, T b) {
              return isnan(a) || isnan(b) ? as_T(NOT_A_NUMBER) : a > b ? a : b > a ? b : as_T(as_U(a) & as_U(b));
            }
            T known_least(T a, T b) { return isnan(a) ? b : isnan(b) ? a : least(a, b); }
            T known_most(T a, T b) { return isnan(a) ? b : isnan(b) ? a : most(a, b); }
            """;
    private static final String INTEGER = """
            T settled(T a) { return a; }
            T wrap_add(T a, T b) { return (T)((U)a + (U)b); }
            T wrap_subtract(T a, T b) { return (T)((U)a - (U)b); }
            T wrap_multiply(T a, T b) { return (T)((U)a * (U)b); }
            T wrap_negate(T a) { return (T)((U)0 - (U)a); }
            T masked_left(T a, T b) { return (T)((U)a << (U)(b & (BITS - 1))); }
            T masked_right(T a, T b) { return a >> (b & (BITS - 1)); }
            #define least min
            #define most max
            """;
    private static final String SIGNED = """
            T wrap_abs(T a) { return (T)abs(a); }
            T total_divide(T a, T b) {
              return b == 0 ? 0 : b == -1 ? wrap_negate(a) : a / (b == 0 || b == -1 ? 1 : b);
            }
            T total_remainder(T a, T b) {
              return b == 0 ? a : b == -1 ? 0 : a % (b == 0 || b == -1 ? 1 : b);
            }
            """;
    private static final String UNSIGNED = """
            T wrap_abs(T a) { return a; }
            T total_divide(T a, T b) { return b == 0 ? 0 : a / (b == 0 ? 1 : b); }
            T total_remainder(T a, T b) { return b == 0 ? a : a % (b == 0 ? 1 : b); }
            """;

    private OpenClGenerator() {}

    /**
     * The beginning of each kernel source with expressions of a type: {@code T}, the type of the computation, {@code
     * E}, the type in memory, and the functions that expressions call. {@code settled} is applied to values before they
     * are written: it replaces every NaN by one bit pattern.
     */
    public static String prelude(ElementType elementType, FloatMode floatMode) {
        String contract = floatMode == FloatMode.FAST ? "" : "#pragma OPENCL FP_CONTRACT OFF\n";
        return contract
                + switch (elementType) {
                    case F32 -> types("float", "float", "uint") + "#define NOT_A_NUMBER 0x7fc00000u\n" + FLOATING;
                    case F64 ->
                        "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n"
                                + types("double", "double", "ulong")
                                + "#define NOT_A_NUMBER 0x7ff8000000000000ul\n"
                                + FLOATING;
                    case I32 -> types("int", "int", "uint") + "#define BITS 32\n" + INTEGER + SIGNED;
                    case U8 -> types("uchar", "int", "uint") + "#define BITS 32\n" + INTEGER + SIGNED;
                    case U32 -> types("uint", "uint", "uint") + "#define BITS 32\n" + INTEGER + UNSIGNED;
                    case I64 -> types("long", "long", "ulong") + "#define BITS 64\n" + INTEGER + SIGNED;
                };
    }

    private static String types(String element, String computed, String unsigned) {
        return "typedef " + element + " E;\ntypedef " + computed + " T;\ntypedef " + unsigned + " U;\n#define as_T as_"
                + computed + "\n#define as_U as_" + unsigned + "\n";
    }

    static String text(ExpressionNode node, ElementType elementType) {
        return switch (node) {
            case ExpressionNode.Literal(Number value) -> literal(value, elementType);
            case ExpressionNode.Input(int _, String name) -> "v_" + name;
            case ExpressionNode.Applied(ExpressionOperation operation, List<ExpressionNode> operands, int _) ->
                operation.openCl(
                        elementType.isFloating(),
                        operands.stream().map(one -> text(one, elementType)).toList());
        };
    }

    /** A literal in the type in which {@code dtype} is computed. */
    public static String literal(Number value, ElementType elementType) {
        return switch (elementType) {
            case F32 -> Float.isFinite(value.floatValue()) ? Float.toHexString(value.floatValue()) + "f" : "INFINITY";
            case F64 ->
                Double.isFinite(value.doubleValue()) ? Double.toHexString(value.doubleValue()) : "((double)INFINITY)";
            case I32, U8 -> "as_int(0x" + Integer.toHexString(value.intValue()) + "u)";
            case U32 -> "0x" + Integer.toHexString(value.intValue()) + "u";
            case I64 -> "as_long(0x" + Long.toHexString(value.longValue()) + "ul)";
        };
    }
}
