package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.util.List;

/** The product of two matrices. */
public final class MatmulKernel implements Kernel {

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
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        ElementType elementType = arguments.dtype(ElementType.F32, ElementType.F64, ElementType.I32);
        NumericArray a = matrix("a", arguments, elementType);
        NumericArray b = matrix("b", arguments, elementType);
        if (!a.shape().getLast().equals(b.shape().getFirst())) {
            throw new InvalidArgumentException(
                    "b", "must have as many rows as a has columns: a has shape " + a.shape() + ", b has " + b.shape());
        }
        long result = (long) a.shape().getFirst() * b.shape().getLast();
        long bytes = (a.size() + (long) b.size() + result) * elementType.bytes();
        if (bytes > BYTES_MAX) {
            throw new InvalidArgumentException(
                    "a", "and b and their product must have at most " + BYTES_MAX + " bytes, got: " + bytes);
        }
        return MatmulWork.of(task(), a, b);
    }

    private static NumericArray matrix(String name, WorkArguments arguments, ElementType elementType)
            throws InvalidArgumentException, BlobGoneException {
        NumericArray matrix = arguments.array(name, elementType);
        if (matrix.shape().size() != 2) {
            throw new InvalidArgumentException(name, "must have rows and columns, got shape " + matrix.shape());
        }
        return matrix;
    }
}
