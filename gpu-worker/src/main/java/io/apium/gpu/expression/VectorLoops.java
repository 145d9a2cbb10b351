package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import java.nio.ByteBuffer;

/**
 * Arithmetic on arrays of one type, with a short loop for each operation. A boolean is the number 1 or 0.
 *
 * @param <A> a Java array type
 */
interface VectorLoops<A> {

    /** Computes {@code out} from up to three arrays; {@code out} may be one of them. Surplus arguments are ignored. */
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

    /** @param at the index of the first element in {@code from}, not of the first byte */
    void read(ByteBuffer from, int at, A block, int length);

    /** Writes every NaN with the same bits. */
    void write(A block, ByteBuffer to, int at, int length);

    Loop<A> loop(ExpressionOperation operation);
}
