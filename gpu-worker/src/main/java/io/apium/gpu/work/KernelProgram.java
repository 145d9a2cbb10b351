package io.apium.gpu.work;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * OpenCL C source and the name of a kernel in it.
 *
 * <p>The kernel of a {@link BatchableWork} is
 * {@code __kernel void ENTRY(__global const uchar* in, __global uchar* out)}. Dimension 1 counts the works of the
 * launch; {@code in} begins with a {@code uint4} for each work: {@code x} is the offset of its section of {@code in},
 * {@code y} the offset of its section of {@code out}, both multiples of 64. Dimension 0 has as many groups as the work
 * with the most groups, each of {@link #groupSize} work-items.
 *
 * @param task the task of the kernel, for metrics and messages
 * @param entry the name of the kernel
 * @param options the options of the compiler
 * @param groupSize the work-items per group of a batchable kernel, as its source requires; 0 for a direct one
 * @param fp64 whether the kernel needs a device with double precision
 */
public record KernelProgram(
        String task, String entry, String source, List<String> options, int groupSize, boolean fp64) {

    public KernelProgram {
        options = List.copyOf(options);
    }

    /**
     * A hash of the source and its options: works with the same key share launches, and a program is built once per
     * key.
     */
    public String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = entry + "\n" + options + "\n" + groupSize + "\n" + source;
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }
}
