package io.apium.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rule on class names in documentation, in backticks or with their package: each is a class of the code, an alert, the
 * name of a stored error, or a name of another program that {@link #OTHERS} lists.
 */
final class NamesInDocs {

    /** Names that are no classes of Apium, by the program they belong to. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
            "Java",
            Set.of(
                    "BigDecimal",
                    "BigInteger",
                    "CancellationException",
                    "ConfigurationProperties",
                    "Double",
                    "Duration",
                    "Error",
                    "Exception",
                    "Instant",
                    "InstantSource",
                    "InterruptedException",
                    "List",
                    "LocalDate",
                    "Object",
                    "Optional",
                    "OptionalDouble",
                    "OptionalInt",
                    "OptionalLong",
                    "OutOfMemoryError",
                    "Set",
                    "StackOverflowError",
                    "String",
                    "System"),
            "forbidden parts of names, in CONTRIBUTING.md",
            Set.of("Abstract", "Base", "Default", "Helper", "Impl", "Manager", "Util"),
            "Celery and Python",
            Set.of(
                    "AsyncResult",
                    "ChordError",
                    "EncodeError",
                    "NotRegistered",
                    "TimeLimitExceeded",
                    "TypeError",
                    "WorkerLostError"),
            "names of stored errors that no exception has",
            Set.of("CommandFailed", "LimitExceeded"),
            "annotations and classes of libraries",
            Set.of("NullMarked", "RabbitListener", "RabbitTemplate", "Tag", "TrustEverythingTrustManager"),
            "headers of HTTP",
            Set.of("Accept", "Allow", "Location", "Origin", "Prefer", "Sunset"),
            "numbers and durations",
            Set.of("Infinity", "NaN", "P7D"));

    private static final Pattern QUOTED =
            Pattern.compile("`@?((?:[A-Z][a-z0-9]+)+[A-Z]?)(?:[.#(][^`]*)?`|io\\.apium(?:\\.[a-z]+)*\\.([A-Z]\\w*)");
    private static final Pattern DECLARED =
            Pattern.compile("(?m)^ *(?:[a-z-]+ |@[A-Z]\\w+ )*@?(?:class|interface|enum|record) ([A-Z]\\w*)");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)");
    private static final Pattern STORED_ERROR = Pattern.compile("@ErrorName\\(\"(\\w+)\"\\)");

    private NamesInDocs() {}

    /** Every name that a document may use. */
    static Set<String> known(List<SourceFile> files) {
        Stream<String> code = files.stream()
                .filter(file -> file.isJava() || file.path().equals("deploy/alerts.yml"))
                .flatMap(file -> Stream.of(DECLARED, STORED_ERROR, ALERT)
                        .flatMap(names -> names.matcher(file.text()).results())
                        .map(name -> name.group(1)));
        return Stream.concat(code, OTHERS.values().stream().flatMap(Set::stream))
                .collect(Collectors.toSet());
    }

    static List<String> unknown(SourceFile document, Set<String> known) {
        return IntStream.range(0, document.lines().size())
                .boxed()
                .flatMap(i -> QUOTED.matcher(document.lines().get(i))
                        .results()
                        .map(NamesInDocs::name)
                        .filter(name -> !known.contains(name))
                        .map(name -> document.path() + ":" + (i + 1) + " names the class " + name
                                + ", which does not exist: use its present name, or list it in NamesInDocs"))
                .toList();
    }

    private static String name(MatchResult quoted) {
        return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    }
}
