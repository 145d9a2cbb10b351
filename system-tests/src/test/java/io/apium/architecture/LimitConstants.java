package io.apium.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule on limits: a constant of main code that is named as one is taken from a {@code Bound}, so that
 * {@code docs/limits.md} has it, or is listed as the program's own affair.
 */
final class LimitConstants {

    /** {@code static final int LENGTH_MAX = 255;}, in one line or several. */
    private static final Pattern CONSTANT =
            Pattern.compile("static\\s+final\\s+(?:int|long|short|double|Duration|DataSize|BigInteger|BigDecimal)\\s+"
                    + "(MAX|LIMIT|MAX_\\w+|\\w+_MAX|\\w+_MAX_\\w+|\\w+_LIMIT)\\s*=([^;]+);");

    private LimitConstants() {}

    /** @param internal those that limit nothing from outside, as {@code Class.NAME} */
    static List<String> bare(SourceFile source, Set<String> internal) {
        return names(source, true).stream()
                .filter(name -> !internal.contains(name))
                .map(name -> source.path() + ": " + name
                        + " is a limit that docs/limits.md does not have: take it from a"
                        + " Bound in the module's class ...Bounds, or list it in InternalLimits with the reason")
                .toList();
    }

    /** Every constant named as a limit, as {@code Class.NAME}. */
    static List<String> names(SourceFile source) {
        return names(source, false);
    }

    private static List<String> names(SourceFile source, boolean bare) {
        if (!source.isJava()
                || !source.path().contains("src/main/java/")
                || source.path().startsWith("testkit/")) {
            return List.of();
        }
        String file =
                source.path().substring(source.path().lastIndexOf('/') + 1).replace(".java", "");
        List<String> names = new ArrayList<>();
        Matcher constants = CONSTANT.matcher(source.text());
        while (constants.find()) {
            if (!bare || !constants.group(2).contains("Bounds.")) {
                names.add(file + "." + constants.group(1));
            }
        }
        return names;
    }
}
