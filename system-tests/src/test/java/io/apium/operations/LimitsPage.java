package io.apium.operations;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.apium.bound.Bound;
import io.apium.bound.Unit;
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
            Everything that comes from outside has a limit. This page lists each of them, the place that checks it, and what the
            client or the message gets that is over it. Limits with a key in the second column are defaults, which the key changes.

            This page is written by a program from the constants in the code, and the build compares the two. Do not edit it. After
            a change of a limit run the command at its end.

            A limit in bytes of a text counts its bytes in UTF-8: one for a letter of English, up to four for others.
            """;

    /** Writes the page. */
    static final String COMMAND = "mvn -pl system-tests -am test -Dtest=LimitsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dapium.update=true";

    /** Modules that are not named as their package is. */
    private static final Map<String, String> MODULES = Map.of(
            "brokerconfig", "broker-config",
            "gpu", "gpu-worker",
            "worker", "worker",
            "scheduler", "scheduler",
            "api", "api",
            "standalone", "standalone");

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
        return page.append("\n    ").append(COMMAND).append("\n").toString();
    }

    private static String row(Bound bound) {
        String key = bound.key() == null ? "" : "; `" + bound.key() + "`";
        return "| %s | %s%s | %s | %s |"
                .formatted(cell(bound.name()), amount(bound), key, cell(bound.enforcedBy()), cell(bound.violation()));
    }

    private static String amount(Bound bound) {
        String exact =
                String.format(Locale.ROOT, "%,d %s", bound.max(), bound.unit().symbol());
        if (bound.unit() != Unit.BYTES || bound.max() % 1024 != 0) {
            return bound.unit() == Unit.COUNT ? String.format(Locale.ROOT, "%,d", bound.max()) : exact;
        }
        return bound.max() % (1 << 20) == 0 ? (bound.max() >> 20) + " MB" : (bound.max() >> 10) + " KB";
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
