package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.bound.GpuBounds;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Resolves the names and operators of an expression for its type, and rejects those that the type does not have. */
final class TypeChecker {

    static final int DEPTH_MAX = GpuBounds.EXPRESSION_LEVELS.intMax();
    static final int NODES_MAX = GpuBounds.EXPRESSION_PARTS.intMax();

    private static final Map<String, Double> CONSTANTS =
            Map.of("pi", Math.PI, "e", Math.E, "inf", Double.POSITIVE_INFINITY);
    private static final Map<String, ExpressionOperation> OPERATORS = Map.ofEntries(
            Map.entry("||", ExpressionOperation.EITHER),
            Map.entry("&&", ExpressionOperation.BOTH),
            Map.entry("|", ExpressionOperation.BIT_OR),
            Map.entry("^", ExpressionOperation.BIT_XOR),
            Map.entry("&", ExpressionOperation.BIT_AND),
            Map.entry("==", ExpressionOperation.EQUAL),
            Map.entry("<", ExpressionOperation.LESS),
            Map.entry("<=", ExpressionOperation.LESS_OR_EQUAL),
            Map.entry("<<", ExpressionOperation.SHIFT_LEFT),
            Map.entry(">>", ExpressionOperation.SHIFT_RIGHT),
            Map.entry("+", ExpressionOperation.ADD),
            Map.entry("-", ExpressionOperation.SUBTRACT),
            Map.entry("*", ExpressionOperation.MULTIPLY),
            Map.entry("/", ExpressionOperation.DIVIDE),
            Map.entry("%", ExpressionOperation.REMAINDER));
    private static final Map<String, ExpressionOperation> FUNCTIONS = functions();

    private final ElementType elementType;
    private final FloatMode floatMode;
    private final List<String> names;
    private int nodes;

    TypeChecker(ElementType elementType, FloatMode floatMode, List<String> names) {
        this.elementType = elementType;
        this.floatMode = floatMode;
        this.names = names;
    }

    private static Map<String, ExpressionOperation> functions() {
        Map<String, ExpressionOperation> functions =
                new HashMap<>(Map.of("fabs", ExpressionOperation.ABS, "isnan", ExpressionOperation.IS_NAN));
        Arrays.stream(ExpressionOperation.values())
                .filter(one -> one.compareTo(ExpressionOperation.ABS) >= 0)
                .forEach(one -> functions.put(one.name().toLowerCase(Locale.ROOT), one));
        return Map.copyOf(functions);
    }

    boolean signedInteger() {
        return !elementType.isFloating() && elementType != ElementType.U32;
    }

    /** An operator that is the converse or negation of another operator is expressed by the other one. */
    ExpressionNode binary(ExpressionToken sign, ExpressionNode left, ExpressionNode right)
            throws InvalidExpressionException {
        return switch (sign.text()) {
            case ">" -> apply(sign, ExpressionOperation.LESS, List.of(right, left));
            case ">=" -> apply(sign, ExpressionOperation.LESS_OR_EQUAL, List.of(right, left));
            case "!=" ->
                apply(
                        sign,
                        ExpressionOperation.NOT,
                        List.of(apply(sign, ExpressionOperation.EQUAL, List.of(left, right))));
            default -> {
                ExpressionOperation operation = OPERATORS.get(sign.text());
                if (operation == null) {
                    throw new IllegalArgumentException("not a binary operator: " + sign);
                }
                yield apply(sign, operation, List.of(left, right));
            }
        };
    }

    ExpressionNode call(ExpressionToken name, List<ExpressionNode> operands) throws InvalidExpressionException {
        ExpressionOperation function = FUNCTIONS.get(name.text());
        if (function == null) {
            throw new InvalidExpressionException(
                    name.column(),
                    "unknown function '" + name.text() + "'; the functions are "
                            + FUNCTIONS.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (function.operands() != operands.size()) {
            throw new InvalidExpressionException(
                    name.column(),
                    "'" + name.text() + "' must have " + function.operands() + " operands, got " + operands.size());
        }
        if (floatMode == FloatMode.STRICT && !function.exact()) {
            throw new InvalidExpressionException(
                    name.column(),
                    "'" + name.text() + "' is not bit-identical on every device, as fp 'strict' requires;"
                            + " omit fp, or write the function with + - * / and sqrt");
        }
        return apply(name, function, operands);
    }

    ExpressionNode named(ExpressionToken name) throws InvalidExpressionException {
        int index = names.indexOf(name.text());
        if (index >= 0) {
            return counted(name, new ExpressionNode.Input(index, name.text()));
        }
        Double constant = CONSTANTS.get(name.text());
        if (constant == null) {
            throw new InvalidExpressionException(
                    name.column(),
                    "unknown name '" + name.text() + "'; the names are " + String.join(", ", names)
                            + ", e, inf and pi");
        }
        return switch (elementType) {
            case F32 -> counted(name, new ExpressionNode.Literal(constant.floatValue()));
            case F64 -> counted(name, new ExpressionNode.Literal(constant));
            case I32, U32, I64, U8 ->
                throw new InvalidExpressionException(
                        name.column(), "'" + name.text() + "' must be a whole number for " + elementType);
        };
    }

    ExpressionNode literal(ExpressionToken number, boolean negative) throws InvalidExpressionException {
        return counted(
                number, new ExpressionNode.Literal(elementType.isFloating() ? real(number) : whole(number, negative)));
    }

    private Number real(ExpressionToken number) throws InvalidExpressionException {
        String text = number.text();
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        double value = hex ? new BigInteger(text.substring(2), 16).doubleValue() : Double.parseDouble(text);
        Number typed =
                elementType == ElementType.F64 ? value : hex ? (Number) (float) value : (Number) Float.parseFloat(text);
        if (Double.isInfinite(typed.doubleValue())) {
            throw new InvalidExpressionException(
                    number.column(), "'" + text + "' is outside the range of " + elementType);
        }
        return typed;
    }

    private Number whole(ExpressionToken number, boolean negative) throws InvalidExpressionException {
        String text = number.text();
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        if (!hex && !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new InvalidExpressionException(
                    number.column(), "'" + text + "' must be a whole number for " + elementType);
        }
        BigInteger value = hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        BigInteger signed = negative ? value.negate() : value;
        int bits = elementType == ElementType.I64 ? 63 : elementType == ElementType.U32 ? 32 : 31;
        if (signed.bitLength() > bits) {
            throw new InvalidExpressionException(
                    number.column(), "'" + text + "' is outside the range in which " + elementType + " is computed");
        }
        return elementType == ElementType.I64 ? (Number) signed.longValue() : (Number) signed.intValue();
    }

    ExpressionNode number(ExpressionNode node) {
        return node.truth()
                ? new ExpressionNode.Applied(ExpressionOperation.NUMBER_OF, List.of(node), node.depth() + 1)
                : node;
    }

    ExpressionNode apply(ExpressionToken at, ExpressionOperation operation, List<ExpressionNode> operands)
            throws InvalidExpressionException {
        if (!operation.suits(elementType.isFloating())) {
            throw new InvalidExpressionException(
                    at.column(),
                    at.shown() + " needs " + (elementType.isFloating() ? "i32, u32, i64 or u8" : "f32 or f64")
                            + ", but the expression is computed in " + elementType);
        }
        ExpressionNode[] settled = new ExpressionNode[operands.size()];
        int depth = 0;
        for (int i = 0; i < settled.length; i++) {
            settled[i] = operation.takesTruth(i) ? truth(operands.get(i)) : number(operands.get(i));
            depth = Math.max(depth, settled[i].depth());
        }
        return counted(at, new ExpressionNode.Applied(operation, List.of(settled), depth + 1));
    }

    private static ExpressionNode truth(ExpressionNode node) {
        return node.truth()
                ? node
                : new ExpressionNode.Applied(ExpressionOperation.TRUTH_OF, List.of(node), node.depth() + 1);
    }

    private ExpressionNode counted(ExpressionToken at, ExpressionNode node) throws InvalidExpressionException {
        if (++nodes > NODES_MAX) {
            throw new InvalidExpressionException(
                    at.column(), "an expression must have at most " + NODES_MAX + " parts; this part is one more");
        }
        if (node.depth() > DEPTH_MAX) {
            throw new InvalidExpressionException(
                    at.column(),
                    "an expression must be at most " + DEPTH_MAX + " levels deep, and the part here is deeper;"
                            + " each operator of a long chain is one level: put parts in brackets");
        }
        return node;
    }
}
