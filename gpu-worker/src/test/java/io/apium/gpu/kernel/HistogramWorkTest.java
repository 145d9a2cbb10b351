package io.apium.gpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import java.nio.LongBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramWorkTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65, 65_537, 200_003})
    void a_histogram_counts_each_element_once(int n) throws InterruptedException {
        NumericArray bytes = Given.array(1, ElementType.U8, n);
        NumericArray reals = Given.array(2, ElementType.F32, n);
        long[] each = new long[256];
        long[] tens = new long[8];
        long outside = 0;
        for (int i = 0; i < n; i++) {
            each[bytes.get(i).intValue()]++;
            float value = reals.get(i).floatValue();
            if (value >= -40 && value <= 40) {
                tens[Math.min(7, (int) ((value + 40) / 10))]++;
            } else {
                outside++;
            }
        }

        var counted = Given.work("gpu.histogram", "dtype", "u8", "x", bytes, "bins", 256, "min", 0, "max", 255)
                .compute();
        var ranges = Given.work("gpu.histogram", "x", reals, "bins", 8, "min", -40, "max", 40)
                .compute();

        assertThat(counted.get("out").bytes().asLongBuffer()).isEqualTo(LongBuffer.wrap(each));
        assertThat(counted.get("outside").get(0)).isEqualTo(0L);
        assertThat(ranges.get("outside").get(0)).isEqualTo(outside);
        IntStream.range(0, 8)
                .forEach(i -> assertThat(ranges.get("out").get(i).longValue()).isCloseTo(tens[i], within(2L)));
    }
}
