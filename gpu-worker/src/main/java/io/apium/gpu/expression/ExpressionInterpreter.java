package io.apium.gpu.expression;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes an expression in Java for a block of values: each operation in turn for the whole block. Not thread-safe.
 *
 * @param <A> the Java array type of its numbers
 */
public final class ExpressionInterpreter<A> {

    /** The number of values in a block: few enough for the processor's cache. */
    public static final int BLOCK = 1024;

    private final VectorLoops<A> vectorLoops;
    private final int length;
    private final List<A> inputs = new ArrayList<>();
    private final List<A> rooms = new ArrayList<>();
    private final List<Step<A>> steps = new ArrayList<>();
    private final A result;

    private record Step<A>(VectorLoops.Loop<A> loop, A out, List<A> operands) {

        void run(int length) {
            A first = operands.getFirst();
            A second = operands.size() > 1 ? operands.get(1) : first;
            A third = operands.size() > 2 ? operands.get(2) : first;
            loop.run(out, first, second, third, length);
        }
    }

    private ExpressionInterpreter(VectorLoops<A> vectorLoops, Expression expression, int length) {
        this.vectorLoops = vectorLoops;
        this.length = length;
        for (int i = 0; i < expression.names().size(); i++) {
            inputs.add(vectorLoops.block(length));
        }
        this.result = compile(expression.root(), 0);
    }

    /** @param length the maximal number of values in a block */
    public static ExpressionInterpreter<?> of(Expression expression, int length) {
        return of(VectorLoops.of(expression.elementType()), expression, length);
    }

    private static <A> ExpressionInterpreter<A> of(VectorLoops<A> vectorLoops, Expression expression, int length) {
        return new ExpressionInterpreter<>(vectorLoops, expression, length);
    }

    /** An interpreter of another expression of the same type, so that values can be copied between the two. */
    public ExpressionInterpreter<A> next(Expression expression, int most) {
        return new ExpressionInterpreter<>(vectorLoops, expression, most);
    }

    /** @param free the first free temporary; the result of an operation may overwrite its operands */
    private A compile(ExpressionNode node, int free) {
        return switch (node) {
            case ExpressionNode.Input(int index, String _) -> inputs.get(index);
            case ExpressionNode.Literal(Number value) -> {
                A constant = vectorLoops.block(length);
                vectorLoops.fill(constant, value);
                yield constant;
            }
            case ExpressionNode.Applied(ExpressionOperation operation, List<ExpressionNode> below, int _) -> {
                List<A> operands = new ArrayList<>();
                below.forEach(operand -> operands.add(compile(operand, free + operands.size())));
                A out = room(free);
                steps.add(new Step<>(vectorLoops.loop(operation), out, operands));
                yield out;
            }
        };
    }

    private A room(int index) {
        while (rooms.size() <= index) {
            rooms.add(vectorLoops.block(length));
        }
        return rooms.get(index);
    }

    /** @param at the index of the first element, not of the first byte */
    public void read(int input, ByteBuffer from, int at, int count) {
        vectorLoops.read(from, at, inputs.get(input), count);
    }

    public void fill(int input, Number value) {
        vectorLoops.fill(inputs.get(input), value);
    }

    /** Copies results of another interpreter, from index {@code at} on, into an input. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array
    public void take(int input, ExpressionInterpreter<A> from, int at, int count) {
        System.arraycopy(from.result, at, inputs.get(input), 0, count);
    }

    /** Copies the results of this interpreter into one of its inputs, from index {@code at} on. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array
    public void keep(int input, int at, int count) {
        System.arraycopy(result, 0, inputs.get(input), at, count);
    }

    /** Copies a part of an input to the beginning of another. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array
    public void move(int from, int at, int to, int count) {
        System.arraycopy(inputs.get(from), at, inputs.get(to), 0, count);
    }

    public void run(int count) {
        steps.forEach(step -> step.run(count));
    }

    public void write(ByteBuffer to, int at, int count) {
        vectorLoops.write(result, to, at, count);
    }
}
