package io.apium.gpu.expression;

import io.apium.gpu.GpuBounds;
import io.apium.gpu.array.Dtype;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the words of an expression mean in its type, and which of them it may not have. */
final class Grammar {

    static final int DEPTH_MAX = GpuBounds.EXPRESSION_LEVELS.intMax();
    static final int NODES_MAX = GpuBounds.EXPRESSION_PARTS.intMax();

    private static final Map<String, Double> CONSTANTS =
            Map.of("pi", Math.PI, "e", Math.E, "inf", Double.POSITIVE_INFINITY);
    private static final Map<String, Operation> OPERATORS = Map.ofEntries(
            Map.entry("||", Operation.EITHER),
            Map.entry("&&", Operation.BOTH),
            Map.entry("|", Operation.BIT_OR),
            Map.entry("^", Operation.BIT_XOR),
            Map.entry("&", Operation.BIT_AND),
            Map.entry("==", Operation.EQUAL),
            Map.entry("<", Operation.LESS),
            Map.entry("<=", Operation.LESS_OR_EQUAL),
            Map.entry("<<", Operation.SHIFT_LEFT),
            Map.entry(">>", Operation.SHIFT_RIGHT),
            Map.entry("+", Operation.ADD),
            Map.entry("-", Operation.SUBTRACT),
            Map.entry("*", Operation.MULTIPLY),
            Map.entry("/", Operation.DIVIDE),
            Map.entry("%", Operation.REMAINDER));
    private static final Map<String, Operation> FUNCTIONS = functions();

    private final Dtype dtype;
    private final Fp fp;
    private final List<String> names;
    private int nodes;

    Grammar(Dtype dtype, Fp fp, List<String> names) {
        this.dtype = dtype;
        this.fp = fp;
        this.names = names;
    }

    private static Map<String, Operation> functions() {
        Map<String, Operation> functions = new HashMap<>(Map.of("fabs", Operation.ABS, "isnan", Operation.IS_NAN));
        Arrays.stream(Operation.values())
                .filter(one -> one.compareTo(Operation.ABS) >= 0)
                .forEach(one -> functions.put(one.name().toLowerCase(Locale.ROOT), one));
        return Map.copyOf(functions);
    }

    boolean signedInteger() {
        return !dtype.isFloating() && dtype != Dtype.U32;
    }

    /** What is written the other way round, or as the opposite, is turned. */
    Node binary(Token sign, Node left, Node right) throws InvalidExpressionException {
        return switch (sign.text()) {
            case ">" -> apply(sign, Operation.LESS, List.of(right, left));
            case ">=" -> apply(sign, Operation.LESS_OR_EQUAL, List.of(right, left));
            case "!=" -> apply(sign, Operation.NOT, List.of(apply(sign, Operation.EQUAL, List.of(left, right))));
            default -> {
                Operation operation = OPERATORS.get(sign.text());
                if (operation == null) {
                    throw new IllegalArgumentException("no operator of two values: " + sign);
                }
                yield apply(sign, operation, List.of(left, right));
            }
        };
    }

    Node call(Token name, List<Node> operands) throws InvalidExpressionException {
        Operation function = FUNCTIONS.get(name.text());
        if (function == null) {
            throw new InvalidExpressionException(
                    name.column(),
                    "there is no function '" + name.text() + "'; there are "
                            + FUNCTIONS.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (function.operands() != operands.size()) {
            throw new InvalidExpressionException(
                    name.column(),
                    "'" + name.text() + "' takes " + function.operands() + " values, got " + operands.size());
        }
        if (fp == Fp.STRICT && !function.exact()) {
            throw new InvalidExpressionException(
                    name.column(),
                    "'" + name.text() + "' is not the same to the last bit on every device, as fp 'strict' asks;"
                            + " leave fp out, or write the function with + - * / and sqrt");
        }
        return apply(name, function, operands);
    }

    Node named(Token name) throws InvalidExpressionException {
        int index = names.indexOf(name.text());
        if (index >= 0) {
            return counted(name, new Node.Input(index, name.text()));
        }
        Double constant = CONSTANTS.get(name.text());
        if (constant == null) {
            throw new InvalidExpressionException(
                    name.column(),
                    "there is no '" + name.text() + "'; there are " + String.join(", ", names) + ", e, inf and pi");
        }
        return switch (dtype) {
            case F32 -> counted(name, new Node.Literal(constant.floatValue()));
            case F64 -> counted(name, new Node.Literal(constant));
            case I32, U32, I64, U8 ->
                throw new InvalidExpressionException(
                        name.column(), "'" + name.text() + "' is no " + dtype + ", which are whole");
        };
    }

    Node literal(Token number, boolean negative) throws InvalidExpressionException {
        return counted(number, new Node.Literal(dtype.isFloating() ? real(number) : whole(number, negative)));
    }

    private Number real(Token number) throws InvalidExpressionException {
        String text = number.text();
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        double value = hex ? new BigInteger(text.substring(2), 16).doubleValue() : Double.parseDouble(text);
        Number typed = dtype == Dtype.F64 ? value : hex ? (Number) (float) value : (Number) Float.parseFloat(text);
        if (Double.isInfinite(typed.doubleValue())) {
            throw new InvalidExpressionException(number.column(), "'" + text + "' is more than " + dtype + " can be");
        }
        return typed;
    }

    private Number whole(Token number, boolean negative) throws InvalidExpressionException {
        String text = number.text();
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        if (!hex && !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new InvalidExpressionException(
                    number.column(), "'" + text + "' is no " + dtype + ", which are whole");
        }
        BigInteger value = hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        BigInteger signed = negative ? value.negate() : value;
        int bits = dtype == Dtype.I64 ? 63 : dtype == Dtype.U32 ? 32 : 31;
        if (signed.bitLength() > bits) {
            throw new InvalidExpressionException(
                    number.column(), "'" + text + "' is more than " + dtype + " can be computed with");
        }
        return dtype == Dtype.I64 ? (Number) signed.longValue() : (Number) signed.intValue();
    }

    Node number(Node node) {
        return node.truth() ? new Node.Applied(Operation.NUMBER_OF, List.of(node), node.depth() + 1) : node;
    }

    Node apply(Token at, Operation operation, List<Node> operands) throws InvalidExpressionException {
        if (!operation.suits(dtype.isFloating())) {
            throw new InvalidExpressionException(
                    at.column(),
                    at.shown() + " needs " + (dtype.isFloating() ? "i32, u32, i64 or u8" : "f32 or f64")
                            + ", and this is computed in " + dtype);
        }
        Node[] settled = new Node[operands.size()];
        int depth = 0;
        for (int i = 0; i < settled.length; i++) {
            settled[i] = operation.takesTruth(i) ? truth(operands.get(i)) : number(operands.get(i));
            depth = Math.max(depth, settled[i].depth());
        }
        return counted(at, new Node.Applied(operation, List.of(settled), depth + 1));
    }

    private static Node truth(Node node) {
        return node.truth() ? node : new Node.Applied(Operation.TRUTH_OF, List.of(node), node.depth() + 1);
    }

    private Node counted(Token at, Node node) throws InvalidExpressionException {
        if (++nodes > NODES_MAX) {
            throw new InvalidExpressionException(
                    at.column(), "an expression has up to " + NODES_MAX + " parts; this is one more");
        }
        if (node.depth() > DEPTH_MAX) {
            throw new InvalidExpressionException(
                    at.column(),
                    "an expression is up to " + DEPTH_MAX + " deep, and what begins here is deeper;"
                            + " in a long chain of one operator each one is within the next: put parts in brackets");
        }
        return node;
    }
}
