package io.apium.gpu.kernel;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import java.nio.ByteBuffer;

/** Small whole numbers as larger ones. */
final class Widening {

    private Widening() {}

    /** In what a sum of such numbers is kept. */
    static Dtype wider(Dtype dtype) {
        return dtype == Dtype.U8 ? Dtype.I32 : dtype;
    }

    static Array of(Array array, Dtype wider) {
        if (array.dtype() == wider) {
            return array;
        }
        if (array.dtype() != Dtype.U8 || wider != Dtype.I32) {
            throw new IllegalArgumentException("no widening from " + array.dtype() + " to " + wider);
        }
        ByteBuffer from = array.bytes();
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.get(from.position() + i) & 0xff;
        }
        ByteBuffer to = Array.room(Math.multiplyExact(values.length, Integer.BYTES));
        to.asIntBuffer().put(values);
        return new Array(wider, array.shape(), to);
    }
}
