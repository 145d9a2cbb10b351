package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import java.nio.ByteBuffer;

/** Converts arrays of small integers to a wider type. */
final class IntegerWidening {

    private IntegerWidening() {}

    /** The type in which numbers of the given type are added. */
    static ElementType wider(ElementType elementType) {
        return elementType == ElementType.U8 ? ElementType.I32 : elementType;
    }

    static NumericArray of(NumericArray array, ElementType wider) {
        if (array.elementType() == wider) {
            return array;
        }
        if (array.elementType() != ElementType.U8 || wider != ElementType.I32) {
            throw new IllegalArgumentException("no widening from " + array.elementType() + " to " + wider);
        }
        ByteBuffer from = array.bytes();
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.get(from.position() + i) & 0xff;
        }
        ByteBuffer to = NumericArray.room(Math.multiplyExact(values.length, Integer.BYTES));
        to.asIntBuffer().put(values);
        return new NumericArray(wider, array.shape(), to);
    }
}
