package io.apium.gpu;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelProgram;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** {@code gpu.twice(n)}: twice the number; asks for double precision, or more memory, when the number says so. */
final class FakeKernel implements Kernel {

    static final int LARGE = 1_000_000_007;
    static final int PRECISE = 53;

    @Override
    public String task() {
        return "gpu.twice";
    }

    @Override
    public List<String> parameters() {
        return List.of("n");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException {
        if (!(arguments.values().get("n") instanceof Integer number)) {
            throw new InvalidArgumentException(
                    "n", "must be a whole number, got: " + arguments.values().get("n"));
        }
        return new Twice(number);
    }

    record Twice(int number) implements BatchableWork {

        @Override
        public KernelProgram program() {
            return new KernelProgram("gpu.twice", "twice", "", List.of(), 1, number == PRECISE);
        }

        @Override
        public int inBytes() {
            return number == LARGE ? number : Integer.BYTES;
        }

        @Override
        public int outBytes() {
            return Integer.BYTES;
        }

        @Override
        public int groups() {
            return 1;
        }

        @Override
        public void pack(ByteBuffer in) {
            in.putInt(0, number);
        }

        @Override
        public Map<String, NumericArray> unpack(ByteBuffer out) {
            return compute();
        }

        @Override
        public Map<String, NumericArray> compute() {
            return Map.of("out", NumericArray.of(2 * number));
        }
    }
}
