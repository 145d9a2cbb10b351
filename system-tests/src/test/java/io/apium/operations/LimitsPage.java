package io.apium.operations;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.apium.bound.Bound;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The page {@code docs/limits.md}, made from every {@link Bound} that a class named {@code …Bounds} holds. */
final class LimitsPage {

    private static final String HEAD = """
            Every input has a limit. This page lists each of them, where it is checked, and what the client or the message
            gets when it is over. Where the second column has a key, the number is the default, and the key changes it.

            The build compares this page with the constants in the code, from which the command at its end writes it: do not
            edit it by hand.

            Bytes of a text are those of its UTF-8 form: one for an English letter, up to four for others.
            """;

    static final GeneratedPage PAGE = new GeneratedPage("limits.md", "LimitsPageTest");

    /** Modules that are not named as their package is. */
    private static final Map<String, String> MODULES = Map.of(
            "adapter", "broker-config",
            "gpu", "gpu-worker",
            "worker", "worker",
            "scheduler", "scheduler",
            "api", "api",
            "standalone", "standalone");

    private static final long KB = 1 << 10;
    private static final long MB = KB << 10;
    private static final long GB = MB << 10;

    private LimitsPage() {}

    /** Every limit of the code, by the module that enforces it. */
    static Map<String, List<Bound>> bounds() {
        Map<String, List<Bound>> bounds = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.apium").stream()
                        .filter(holder -> holder.getSimpleName().endsWith("Bounds"))
                        .forEach(holder -> bounds.computeIfAbsent(module(holder), _ -> new ArrayList<>())
                                .addAll(held(holder)));
        bounds.values().forEach(list -> list.sort(Comparator.comparing(Bound::name)));
        return bounds;
    }

    static String text(Map<String, List<Bound>> bounds) {
        StringBuilder page = new StringBuilder("# Limits\n\n").append(HEAD);
        bounds.forEach((module, list) -> {
            page.append("\n## ").append(module).append("\n\n");
            page.append("| limit | at most | checked by | what is over it gets |\n|---|---|---|---|\n");
            list.forEach(bound -> page.append(row(bound)).append('\n'));
        });
        return PAGE.text(page);
    }

    private static String row(Bound bound) {
        String key = bound.key() == null ? "" : "; `" + bound.key() + "`";
        return "| %s | %s%s | %s | %s |"
                .formatted(cell(bound.name()), amount(bound), key, cell(bound.enforcedBy()), cell(bound.violation()));
    }

    private static String amount(Bound bound) {
        long max = bound.max();
        return switch (bound.unit()) {
            case COUNT -> number(max);
            case BYTES -> max % GB == 0 ? max / GB + " GB" : max % MB == 0 ? max / MB + " MB" : bytes(max);
            default -> number(max) + " " + bound.unit().symbol();
        };
    }

    private static String bytes(long max) {
        return max % KB == 0 ? max / KB + " KB" : number(max) + " bytes";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String module(JavaClass holder) {
        String room = holder.getPackageName().split("\\.", -1)[2];
        return MODULES.getOrDefault(room, "core");
    }

    private static List<Bound> held(JavaClass holder) {
        return holder.getFields().stream()
                .filter(field -> field.getRawType().isEquivalentTo(Bound.class))
                .map(LimitsPage::value)
                .toList();
    }

    private static Bound value(JavaField field) {
        try {
            Field found = field.reflect();
            found.setAccessible(true);
            return (Bound) found.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.getFullName() + " cannot be read", e);
        }
    }
}
