package io.apium.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A user's tasks whose order matters: {@code spell.number} notes its number in a file and writes it out, {@code spell.join}
 * puts words one after another. One number fails until there is a cure.
 */
final class OrderedTasks {

    static final long FAILS = 4_321;

    private static final String SOURCE = """
            package spelling;

            import io.apium.worker.Task;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;
            import java.util.List;

            public class SpellingTasks {

                @Task("spell.number")
                public String number(long number, String folder, long millis) throws Exception {
                    Files.writeString(Path.of(folder, "runs"), number + "\\n", StandardOpenOption.APPEND);
                    Thread.sleep(millis);
                    if (number == %d && !Files.exists(Path.of(folder, "cure"))) {
                        throw new IllegalStateException("there is no cure for " + number);
                    }
                    return number + ";";
                }

                @Task("spell.join")
                public String join(List<String> words) {
                    return String.join("", words);
                }
            }
            """.formatted(FAILS);

    private final Path folder;
    private final Path jar;

    private OrderedTasks(Path folder, Path jar) {
        this.folder = folder;
        this.jar = jar;
    }

    static OrderedTasks in(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/spelling"));
        Files.writeString(sources.resolve("SpellingTasks.java"), SOURCE);
        Files.createFile(folder.resolve("runs"));
        return new OrderedTasks(folder, TaskJar.of(folder.resolve("sources"), folder));
    }

    /** For {@code --task-jars}. */
    String jar() {
        return jar.toString();
    }

    Path folder() {
        return folder;
    }

    void cure() throws IOException {
        Files.createFile(folder.resolve("cure"));
    }

    /** How often each number was started. */
    Map<Long, Long> runs() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("runs"));
        return lines.stream()
                .map(Long::valueOf)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
