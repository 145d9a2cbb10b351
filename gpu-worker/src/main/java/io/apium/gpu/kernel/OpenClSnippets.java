package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.expression.OpenClGenerator;
import io.apium.gpu.work.KernelProgram;
import java.util.List;

/** What the texts of packed kernels have in common. */
public final class OpenClSnippets {

    /** The work-items of a group, in each of them. */
    public static final int GROUP = 256;

    private OpenClSnippets() {}

    /** @param body which finds its own sections at {@code in} and {@code out} */
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

    /** A program of one kernel that keeps to the type's arithmetic. */
    public static KernelProgram program(
            String task, ElementType elementType, String entry, String text, boolean divides) {
        List<String> options = elementType == ElementType.F32 && divides ? List.of(OpenClGenerator.ROUNDED) : List.of();
        String source = OpenClGenerator.prelude(elementType, FloatMode.PLAIN) + text;
        return new KernelProgram(task, entry, source, options, GROUP, elementType == ElementType.F64);
    }

    /** How many parts of a size cover it, at least one. */
    public static int parts(int length, int size) {
        return Math.max(1, Math.ceilDiv(length, size));
    }

    /** A section begins there, and what is in it does so, too. */
    static int aligned(int bytes) {
        return (bytes + 63) & ~63;
    }

    /** For those who look for an interrupt now and then. */
    public static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the thread was interrupted while it computed");
        }
    }
}
