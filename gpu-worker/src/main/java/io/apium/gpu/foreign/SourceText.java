package io.apium.gpu.foreign;

import io.apium.gpu.GpuBounds;
import io.apium.gpu.work.WrongArgument;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client's OpenCL C must not have. This keeps accidents out, and files of the machine's out of the compiler's log; it
 * is no sandbox, which is the operating system's business.
 */
final class SourceText {

    private static final int LENGTH_MAX = GpuBounds.KERNEL_SOURCE.intMax();
    private static final int OPTIONS_MAX = GpuBounds.KERNEL_OPTIONS.intMax();
    private static final Pattern CONTINUED = Pattern.compile("\\\\[ \\t]*\\R");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(\\*/|\\z)|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern REFUSED = Pattern.compile(
            "(?m)^[ \\t]*(?:#|%:|\\?\\?=)[ \\t]*(?:include(?:_next)?|import|embed|line|error|warning|ident)\\b"
                    + "|\\b(?:_Pragma|__has_include(?:_next)?|__has_embed|__?asm(?:__)?|asm|__builtin_\\w+)\\b");
    private static final Pattern PRAGMA = Pattern.compile("(?m)^[ \\t]*(?:#|%:)[ \\t]*pragma\\b(.*)$");
    private static final Pattern KNOWN_PRAGMA =
            Pattern.compile("[ \\t]+(OPENCL[ \\t]+(EXTENSION|FP_CONTRACT)|unroll)\\b[\\w :]*+[ \\t]*+");
    private static final Pattern OPTION = Pattern.compile(
            "-D[A-Za-z_]\\w{0,63}(=-?[0-9][0-9.eEfFuUlLxX+-]{0,31})?|-cl-mad-enable|-cl-fast-relaxed-math"
                    + "|-cl-no-signed-zeros|-cl-denorms-are-zero|-cl-std=CL(1\\.[012]|2\\.0|3\\.0)");

    private SourceText() {}

    static void check(String source, List<String> options) throws WrongArgument {
        if (source.isBlank() || source.length() > LENGTH_MAX) {
            throw new WrongArgument("source", "has 1 to " + LENGTH_MAX + " characters, got: " + source.length());
        }
        // as the compiler sees it: lines joined first, comments gone next
        String seen = COMMENT.matcher(CONTINUED.matcher(source).replaceAll("")).replaceAll(" ");
        Matcher refused = REFUSED.matcher(seen);
        if (refused.find()) {
            throw new WrongArgument("source", "has no '" + refused.group().strip() + "'");
        }
        Matcher pragmas = PRAGMA.matcher(seen);
        while (pragmas.find()) {
            if (!KNOWN_PRAGMA.matcher(pragmas.group(1)).matches()) {
                throw new WrongArgument("source", "has no '" + pragmas.group().strip() + "'");
            }
        }
        if (options.size() > OPTIONS_MAX) {
            throw new WrongArgument("options", "are up to " + OPTIONS_MAX + ", got: " + options.size());
        }
        for (String option : options) {
            if (!OPTION.matcher(option).matches()) {
                throw new WrongArgument(
                        "options",
                        "are -DNAME=number, -cl-mad-enable, -cl-fast-relaxed-math, -cl-no-signed-zeros,"
                                + " -cl-denorms-are-zero and -cl-std=CL1.2, got: '" + option + "'");
            }
        }
    }
}
