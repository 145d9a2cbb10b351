package io.apium.gpu.expression;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operation on one, two or three values. A floating or integer type has the operation if there is an OpenCL C
 * template for it.
 */
enum ExpressionOperation {
    ADD(Kind.NUMBERS, "(%s + %s)", "wrap_add(%s, %s)"),
    SUBTRACT(Kind.NUMBERS, "(%s - %s)", "wrap_subtract(%s, %s)"),
    MULTIPLY(Kind.NUMBERS, "(%s * %s)", "wrap_multiply(%s, %s)"),
    DIVIDE(Kind.NUMBERS, "(%s / %s)", "total_divide(%s, %s)"),
    NEGATE(Kind.NUMBERS, "(-%s)", "wrap_negate(%s)"),
    REMAINDER(Kind.NUMBERS, null, "total_remainder(%s, %s)"),
    BIT_AND(Kind.NUMBERS, null, "(%s & %s)"),
    BIT_OR(Kind.NUMBERS, null, "(%s | %s)"),
    BIT_XOR(Kind.NUMBERS, null, "(%s ^ %s)"),
    BIT_NOT(Kind.NUMBERS, null, "(~%s)"),
    SHIFT_LEFT(Kind.NUMBERS, null, "masked_left(%s, %s)"),
    SHIFT_RIGHT(Kind.NUMBERS, null, "masked_right(%s, %s)"),

    LESS(Kind.COMPARISON, "(%s < %s)", "(%s < %s)"),
    LESS_OR_EQUAL(Kind.COMPARISON, "(%s <= %s)", "(%s <= %s)"),
    EQUAL(Kind.COMPARISON, "(%s == %s)", "(%s == %s)"),
    IS_NAN(Kind.COMPARISON, "is_nan(%s)", null),
    NOT(Kind.TRUTHS, "(!%s)", "(!%s)"),
    BOTH(Kind.TRUTHS, "(%s && %s)", "(%s && %s)"),
    EITHER(Kind.TRUTHS, "(%s || %s)", "(%s || %s)"),
    CHOOSE(Kind.CHOICE, "(%s ? %s : %s)", "(%s ? %s : %s)"),
    TRUTH_OF(Kind.COMPARISON, "(%s != 0)", "(%s != 0)"),
    NUMBER_OF(Kind.CHOICE, "((T)%s)", "((T)%s)"),

    ABS(Kind.NUMBERS, "fabs(%s)", "wrap_abs(%s)"),
    MIN(Kind.NUMBERS, "least(%s, %s)", "least(%s, %s)"),
    MAX(Kind.NUMBERS, "most(%s, %s)", "most(%s, %s)"),
    FMIN(Kind.NUMBERS, "known_least(%s, %s)", "least(%s, %s)"),
    FMAX(Kind.NUMBERS, "known_most(%s, %s)", "most(%s, %s)"),
    SQRT(Kind.NUMBERS, "sqrt(%s)", null),
    FLOOR(Kind.NUMBERS, "floor(%s)", null),
    CEIL(Kind.NUMBERS, "ceil(%s)", null),
    TRUNC(Kind.NUMBERS, "trunc(%s)", null),
    RINT(Kind.NUMBERS, "rint(%s)", null),
    FMA(Kind.NUMBERS, "fma(%s, %s, %s)", null),

    EXP,
    EXPM1,
    LOG,
    LOG10,
    LOG1P,
    SIN,
    COS,
    TAN,
    ASIN,
    ACOS,
    ATAN,
    SINH,
    COSH,
    TANH,
    CBRT,
    ATAN2("(%s, %s)"),
    HYPOT("(%s, %s)"),
    POW("(%s, %s)");

    /** The types of operands and result. */
    enum Kind {
        /** Numbers to a number. */
        NUMBERS,
        /** Numbers to a boolean. */
        COMPARISON,
        /** Booleans to a boolean. */
        TRUTHS,
        /** A boolean and two numbers to a number. */
        CHOICE
    }

    private final Kind kind;
    private final boolean exact;
    private final @Nullable String floating;
    private final @Nullable String integer;

    ExpressionOperation(Kind kind, @Nullable String floating, @Nullable String integer) {
        this.kind = kind;
        this.exact = true;
        this.floating = floating;
        this.integer = integer;
    }

    ExpressionOperation(String operands) {
        this.kind = Kind.NUMBERS;
        this.exact = false;
        this.floating = name().toLowerCase(Locale.ROOT) + operands;
        this.integer = null;
    }

    ExpressionOperation() {
        this("(%s)");
    }

    /** Whether the result is bit-identical on every device. */
    boolean exact() {
        return exact;
    }

    boolean suits(boolean floatingPoint) {
        return (floatingPoint ? floating : integer) != null;
    }

    boolean takesTruth(int operand) {
        return kind == Kind.TRUTHS || (kind == Kind.CHOICE && operand == 0);
    }

    boolean yieldsTruth() {
        return kind == Kind.COMPARISON || kind == Kind.TRUTHS;
    }

    int operands() {
        String form = floating != null ? floating : integer != null ? integer : "";
        return form.split("%s", -1).length - 1;
    }

    /**
     * @param operands the text of the operands; each is used once, so that the text does not grow faster than the tree
     */
    String openCl(boolean floatingPoint, List<String> operands) {
        String form = floatingPoint ? floating : integer;
        if (form == null) {
            throw new IllegalStateException(this + " is not defined for this type, but passed the type checker");
        }
        return String.format(Locale.ROOT, form, operands.toArray());
    }
}
