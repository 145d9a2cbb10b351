package io.apium.operations;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the Dockerfile starts a service with. */
final class JavaOptions {

    private static final Pattern STAGE = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$");
    private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT \\[((?:[^\\]\\\\]|\\\\\n)*)\\]");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private JavaOptions() {}

    /** @param target a stage of the Dockerfile that is {@code FROM base} */
    static List<String> of(String target) {
        return Stream.of(target, "base")
                .map(JavaOptions::stage)
                .map(ENTRYPOINT::matcher)
                .filter(Matcher::find)
                .map(entrypoint -> WORD.matcher(entrypoint.group(1)))
                .map(words -> words.results()
                        .map(word -> word.group(1))
                        .filter(word -> word.startsWith("-X"))
                        .toList())
                .findFirst()
                .orElseThrow();
    }

    private static String stage(String name) {
        String file = Deploy.text("Dockerfile");
        Matcher stages = STAGE.matcher(file);
        while (stages.find()) {
            if (stages.group(1).equals(name)) {
                int begin = stages.end();
                return file.substring(begin, stages.find() ? stages.start() : file.length());
            }
        }
        throw new IllegalArgumentException("the Dockerfile has no stage " + name);
    }
}
