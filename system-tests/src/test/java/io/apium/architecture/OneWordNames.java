package io.apium.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rule on classes of main code whose name is one word, such as {@code Attempt}: the word is a term of
 * {@code docs/glossary.md}. Everything else has a name of two words or more, which says what it is.
 */
final class OneWordNames {

    /** More would make a one-word name the usual case. */
    static final int MOST = 45;

    static final String GLOSSARY = "docs/glossary.md";

    private static final Pattern ONE_WORD = Pattern.compile("[A-Z][a-z0-9]*");
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\|.*");

    private OneWordNames() {}

    static List<String> of(List<SourceFile> files) {
        return files.stream()
                .filter(SourceFile::isMainClass)
                .map(SourceFile::simpleName)
                .filter(name -> ONE_WORD.matcher(name).matches())
                .toList();
    }

    /** Those that are no term, nor the plural of one. */
    static List<String> unexplained(List<SourceFile> files, Set<String> terms) {
        return of(files).stream()
                .filter(name -> !terms.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> !terms.contains(name.toLowerCase(Locale.ROOT).replaceFirst("s$", "")))
                .map(name -> name + " is a class of one word that is no term of " + GLOSSARY
                        + ": give the class a name of two words, or explain the term there")
                .toList();
    }

    /** The first column of the glossary's table; a row may have several terms, with commas between them. */
    static Set<String> terms(SourceFile glossary) {
        return glossary.lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .flatMap(row -> Pattern.compile(", ").splitAsStream(row.group(1)))
                .map(term -> term.replace("*", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
