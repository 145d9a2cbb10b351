package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import java.nio.ByteBuffer;

/**
 * Arithmetic on arrays of one type, a short loop for each operation. A truth is the number 1 or 0.
 *
 * @param <A> an array of Java's
 */
interface VectorLoops<A> {

    /** Makes {@code out} of up to three others, of which it may be one. Those that there is no need of are any. */
    @FunctionalInterface
    interface Loop<A> {
        void run(A out, A a, A b, A c, int length);
    }

    static VectorLoops<?> of(ElementType elementType) {
        return switch (elementType) {
            case F32 -> new FloatBlocks();
            case F64 -> new DoubleBlocks();
            case I32, U32, U8 -> new IntBlocks(elementType);
            case I64 -> new LongBlocks();
        };
    }

    A block(int length);

    void fill(A block, Number value);

    /** @param at the first element in {@code from}, not the first byte */
    void read(ByteBuffer from, int at, A block, int length);

    /** Every NaN is written as the same one. */
    void write(A block, ByteBuffer to, int at, int length);

    Loop<A> loop(ExpressionOperation operation);
}
