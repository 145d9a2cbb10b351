package io.apium.gpu.work;

import io.apium.gpu.array.NumericArray;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Work that is launched alone, and has one argument for each parameter of the kernel.
 *
 * @param arguments in the order of the kernel's parameters
 * @param outputs creates the result from the contents of the {@link Argument.Out} and {@link Argument.InOut} buffers,
 *     in parameter order; the buffers are reused after the return
 */
public record DirectWork(
        KernelProgram program,
        List<Argument> arguments,
        Grid grid,
        Function<List<ByteBuffer>, Map<String, NumericArray>> outputs)
        implements KernelWork {

    /** The value of a kernel parameter. */
    public sealed interface Argument {

        /** A buffer that the kernel reads. */
        record In(ByteBuffer content) implements Argument {}

        /** A buffer that the kernel reads and writes. */
        record InOut(ByteBuffer content) implements Argument {}

        /** A buffer of zeros that the kernel writes. */
        record Out(int bytes) implements Argument {}

        /** A scalar of OpenCL C, little-endian. */
        record Value(ByteBuffer content) implements Argument {}

        /** Local memory of each work-group. */
        record Local(int bytes) implements Argument {}
    }

    /**
     * The global and local size of the launch, in one to three dimensions.
     *
     * @param local must divide {@code global} in each dimension
     */
    public record Grid(List<Long> global, List<Long> local) {

        public Grid {
            global = List.copyOf(global);
            local = List.copyOf(local);
        }
    }

    public DirectWork {
        arguments = List.copyOf(arguments);
    }

    @Override
    public long deviceBytes() {
        return arguments.stream()
                .mapToLong(argument -> switch (argument) {
                    case Argument.In(ByteBuffer content) -> content.remaining();
                    case Argument.InOut(ByteBuffer content) -> content.remaining();
                    case Argument.Out(int bytes) -> bytes;
                    case Argument.Value _, Argument.Local _ -> 0;
                })
                .sum();
    }

    @Override
    public boolean hasJava() {
        return false;
    }

    @Override
    public Map<String, NumericArray> compute() {
        throw new UnsupportedOperationException(program.entry() + " has no Java implementation");
    }
}
