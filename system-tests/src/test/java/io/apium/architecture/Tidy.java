package io.apium.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules on text: each returns its complaints about one file. */
final class Tidy {

    private static final int FILE_LINES = 250;
    private static final int BLOCK_LINES = 60;
    /** The formatter breaks code at 120 columns, but not comments and strings. */
    private static final int COLUMNS = 125;

    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|record|enum) \\w+|new \\w+.*\\) \\{$");
    private static final Pattern LEFT_UNDONE =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|To be writt" + "en");
    private static final Pattern FORBIDDEN_IMPORTS =
            Pattern.compile("^import (static )?(lombok|org\\.mockito|org\\.powermock)\\.", Pattern.MULTILINE);
    private static final Pattern ONE_MACHINE =
            Pattern.compile("/(?:home|root|Users|work|workspace)/\\w|[A-Z]:\\\\Users\\\\");
    private static final Pattern SENTENCE = Pattern.compile("(?s)/\\*\\*.{60,}[.:|>}]\\s.*\\*/");

    private Tidy() {}

    static List<String> fileLength(SourceFile source) {
        int lines = source.lines().size();
        return source.isJava() && lines > FILE_LINES
                ? List.of(source.path() + " has " + lines + " lines; at most " + FILE_LINES + " are allowed")
                : List.of();
    }

    static List<String> lineLength(SourceFile source) {
        return found(source, line -> source.isJava() && line.length() > COLUMNS, "longer than " + COLUMNS + " columns");
    }

    /** Counts by indentation: a method ends at the first closing brace that is as far left as its first line. */
    static List<String> methodLength(SourceFile source) {
        List<String> complaints = new ArrayList<>();
        List<String> lines = source.lines();
        for (int start = 0; source.isJava() && start < lines.size(); start++) {
            String line = lines.get(start);
            if (line.endsWith("{") && !TYPE.matcher(line).find() && line.contains("(")) {
                int end = end(lines, start);
                if (end - start > BLOCK_LINES) {
                    complaints.add(source.path() + ":" + (start + 1) + " is a block of " + (end - start) + " lines");
                }
            }
        }
        return complaints;
    }

    static List<String> packageSentence(SourceFile source) {
        return source.isPackageInfo() && !SENTENCE.matcher(source.text()).find()
                ? List.of(
                        source.path() + " does not say in a sentence of 60 characters or more what the package is for")
                : List.of();
    }

    static List<String> leftUndone(SourceFile source) {
        return found(
                source,
                line -> LEFT_UNDONE.matcher(line).find(),
                "a note of work that is not done; do it or open an issue");
    }

    static List<String> forbiddenImports(SourceFile source) {
        return found(
                source,
                line -> FORBIDDEN_IMPORTS.matcher(line).find(),
                "an import of a library that Apium does not use");
    }

    static List<String> oneMachine(SourceFile source) {
        return found(source, line -> ONE_MACHINE.matcher(line).find(), "a path that only one machine has");
    }

    /** Folders with main code and without a package-info. */
    static Stream<String> unexplained(List<SourceFile> sources) {
        List<String> explained = sources.stream()
                .filter(SourceFile::isPackageInfo)
                .map(Tidy::folder)
                .toList();
        return sources.stream()
                .filter(SourceFile::isMainCode)
                .map(Tidy::folder)
                .distinct()
                .filter(folder -> !explained.contains(folder))
                .map(folder -> folder + " has no package-info");
    }

    private static String folder(SourceFile source) {
        return source.path().substring(0, source.path().lastIndexOf('/'));
    }

    private static int end(List<String> lines, int start) {
        int indent = indent(lines.get(start));
        for (int end = start + 1; end < lines.size(); end++) {
            String line = lines.get(end);
            if (line.stripLeading().startsWith("}") && indent(line) <= indent) {
                return end;
            }
        }
        return lines.size();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<String> found(SourceFile source, Predicate<String> violation, String what) {
        return IntStream.range(0, source.lines().size())
                .filter(i -> violation.test(source.lines().get(i)))
                .mapToObj(i -> source.path() + ":" + (i + 1) + " is " + what)
                .toList();
    }
}
