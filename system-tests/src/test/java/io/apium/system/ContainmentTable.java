package io.apium.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** The cells, for people to read, and where they come from. */
final class ContainmentTable {

    private static final String HEAD = """
            | a handler that | runs on | what the caller sees | told after, s | slots free after, s | runs | tasks lost \
            | others |
            |---|---|---|---|---|---|---|---|
            """;

    private ContainmentTable() {}

    static void write(List<ContainmentResult> results, Path file) throws IOException {
        String origin = "%s, Java %s, %d processors, %s, at commit %s%n%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        commit());
        Files.writeString(
                file,
                origin + HEAD + results.stream().map(ContainmentResult::row).collect(Collectors.joining("\n")) + "\n");
    }

    private static String commit() throws IOException {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? "unknown" : said;
        } catch (IOException e) {
            // without git the table has no commit
            return "unknown";
        }
    }
}
