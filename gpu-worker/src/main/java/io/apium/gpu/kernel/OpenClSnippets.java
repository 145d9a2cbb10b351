package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.expression.OpenClGenerator;
import io.apium.gpu.work.KernelProgram;
import java.util.List;

/** Parts shared by the sources of batchable kernels. */
public final class OpenClSnippets {

    /** The work-items per group of all these kernels. */
    public static final int GROUP = 256;

    private OpenClSnippets() {}

    /** @param body the code of a work-group, in which {@code in} and {@code out} point to the sections of its work */
    public static String kernel(String entry, String body) {
        return """
                __attribute__((reqd_work_group_size(256, 1, 1)))
                __kernel void %s(__global const uchar* in, __global uchar* out) {
                  const uint4 at = ((__global const uint4*)in)[get_global_id(1)];
                  in += at.x;
                  out += at.y;
                  const uint l = get_local_id(0), group = get_group_id(0);
                %s}
                """.formatted(entry, body.indent(2));
    }

    /** A program with one kernel that computes in the element type. */
    public static KernelProgram program(
            String task, ElementType elementType, String entry, String text, boolean divides) {
        List<String> options = elementType == ElementType.F32 && divides ? List.of(OpenClGenerator.ROUNDED) : List.of();
        String source = OpenClGenerator.prelude(elementType, FloatMode.PLAIN) + text;
        return new KernelProgram(task, entry, source, options, GROUP, elementType == ElementType.F64);
    }

    /** The number of parts of {@code size} elements that cover {@code length} elements, at least one. */
    public static int parts(int length, int size) {
        return Math.max(1, Math.ceilDiv(length, size));
    }

    /** Rounds up to the alignment of sections and of the arrays in them. */
    static int aligned(int bytes) {
        return (bytes + 63) & ~63;
    }

    /** Throws if the thread was interrupted; called periodically by long computations. */
    public static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted during the computation");
        }
    }
}
