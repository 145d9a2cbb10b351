package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import java.nio.ByteBuffer;

/** Bins of equal width over a closed range. */
sealed interface HistogramBins {

    /** Writes the bounds and the factor or divisor of the bin index into the header of a section. */
    void pack(ByteBuffer in);

    /** Counts a range of the elements; the last count is that of elements outside of the bins. */
    void count(NumericArray x, int from, int to, long[] counts);

    /**
     * Bins of f32.
     *
     * @param scale bins per unit
     */
    record OfFloats(float least, float most, float scale) implements HistogramBins {

        @Override
        public void pack(ByteBuffer in) {
            in.putFloat(8, least).putFloat(16, most).putFloat(24, scale);
        }

        @Override
        public void count(NumericArray x, int from, int to, long[] counts) {
            ByteBuffer content = x.bytes();
            int bins = counts.length - 1;
            for (int i = from; i < to; i++) {
                float value = content.getFloat(i * Float.BYTES);
                boolean within = value >= least && value <= most;
                counts[within ? Math.min((int) ((value - least) * scale), bins - 1) : bins]++;
            }
        }
    }

    /**
     * Bins of f64.
     *
     * @param scale bins per unit
     */
    record OfDoubles(double least, double most, double scale) implements HistogramBins {

        @Override
        public void pack(ByteBuffer in) {
            in.putDouble(8, least).putDouble(16, most).putDouble(24, scale);
        }

        @Override
        public void count(NumericArray x, int from, int to, long[] counts) {
            ByteBuffer content = x.bytes();
            int bins = counts.length - 1;
            for (int i = from; i < to; i++) {
                double value = content.getDouble(i * Double.BYTES);
                boolean within = value >= least && value <= most;
                counts[within ? Math.min((int) ((value - least) * scale), bins - 1) : bins]++;
            }
        }
    }

    /**
     * Bins of integers of up to 32 bits.
     *
     * @param width the number of integers in the range
     */
    record OfWhole(long least, long most, long width) implements HistogramBins {

        @Override
        public void pack(ByteBuffer in) {
            in.putLong(8, least).putLong(16, most).putLong(24, width);
        }

        @Override
        public void count(NumericArray x, int from, int to, long[] counts) {
            ByteBuffer content = x.bytes();
            int bins = counts.length - 1;
            for (int i = from; i < to; i++) {
                long value = whole(content, x.elementType(), i);
                boolean within = value >= least && value <= most;
                counts[within ? (int) ((value - least) * bins / width) : bins]++;
            }
        }

        private static long whole(ByteBuffer content, ElementType elementType, int i) {
            return switch (elementType) {
                case I32 -> content.getInt(i * Integer.BYTES);
                case U32 -> Integer.toUnsignedLong(content.getInt(i * Integer.BYTES));
                case U8 -> Byte.toUnsignedLong(content.get(i));
                case I64, F32, F64 -> throw new IllegalStateException("no integer bins of " + elementType);
            };
        }
    }
}
