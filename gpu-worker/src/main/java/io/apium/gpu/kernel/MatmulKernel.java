package io.apium.gpu.kernel;

import io.apium.gpu.GpuBounds;
import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Work;
import io.apium.store.BlobGoneException;
import java.util.List;

/** The product of two matrices. */
final class MatmulKernel implements Kernel {

    private static final long BYTES_MAX = GpuBounds.WORK_BYTES.max();

    @Override
    public String task() {
        return "gpu.matmul";
    }

    @Override
    public List<String> parameters() {
        return List.of("a", "b", "dtype");
    }

    @Override
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Dtype dtype = arguments.dtype(Dtype.F32, Dtype.F64, Dtype.I32);
        Array a = matrix("a", arguments, dtype);
        Array b = matrix("b", arguments, dtype);
        if (!a.shape().getLast().equals(b.shape().getFirst())) {
            throw new InvalidArgumentException(
                    "b", "has as many rows as a has columns: a is " + a.shape() + ", and b is " + b.shape());
        }
        long result = (long) a.shape().getFirst() * b.shape().getLast();
        long bytes = (a.size() + (long) b.size() + result) * dtype.bytes();
        if (bytes > BYTES_MAX) {
            throw new InvalidArgumentException(
                    "a", "and b and their product have up to " + BYTES_MAX + " bytes, got: " + bytes);
        }
        return Matmul.of(task(), a, b);
    }

    private static Array matrix(String name, Arguments arguments, Dtype dtype)
            throws InvalidArgumentException, BlobGoneException {
        Array matrix = arguments.array(name, dtype);
        if (matrix.shape().size() != 2) {
            throw new InvalidArgumentException(name, "has rows and columns, got a shape of " + matrix.shape());
        }
        return matrix;
    }
}
