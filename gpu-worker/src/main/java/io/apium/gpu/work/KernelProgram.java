package io.apium.gpu.work;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * OpenCL C, and the kernel in it that is meant.
 *
 * <p>The kernel of {@link BatchableWork} work is {@code __kernel void ENTRY(__global const uchar* in, __global uchar* out)}.
 * Dimension 1 counts the works of the launch; {@code in} begins with a {@code uint4} for each of them, of which {@code x}
 * is where its section of {@code in} begins and {@code y} where its section of {@code out} does, both multiples of 64.
 * Dimension 0 has as many groups as the work with the most of them, each of {@link #groupSize} work-items.
 *
 * @param task whose it is, for metrics and for messages to people
 * @param entry the kernel's name
 * @param options for the compiler
 * @param groupSize how many work-items a group of a packed kernel has, which its text requires, too; 0 for a direct one
 * @param fp64 whether it needs a device with double precision
 */
public record KernelProgram(
        String task, String entry, String source, List<String> options, int groupSize, boolean fp64) {

    public KernelProgram {
        options = List.copyOf(options);
    }

    /** The same for the same text, whoever asks for it: what joins in one launch, and what is built once. */
    public String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = entry + "\n" + options + "\n" + groupSize + "\n" + source;
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
