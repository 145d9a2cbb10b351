package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import java.nio.ByteBuffer;

/** Parts of a range that are as wide as each other; both ends are within. */
sealed interface HistogramBins {

    /** Into the head of a section: least, most, and what a place is found with. */
    void pack(ByteBuffer in);

    /** Counts the elements from one to before another; the last count is of what is outside. */
    void count(NumericArray x, int from, int to, long[] counts);

    /**
     * Of f32.
     *
     * @param scale how many parts there are to a distance of one
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
     * Of f64.
     *
     * @param scale how many parts there are to a distance of one
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
     * Of whole numbers of up to 32 bits.
     *
     * @param width how many there are from the least to the most
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
                case I64, F32, F64 -> throw new IllegalStateException("there are no such parts of " + elementType);
            };
        }
    }
}
