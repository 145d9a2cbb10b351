package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TidyTest {

    private static final List<SourceFile> FILES = SourceFile.all();

    @Test
    void files_have_at_most_250_lines() {
        holds(Tidy::fileLength);
        reports(Tidy::fileLength, java(Collections.nCopies(251, "// a line")));
    }

    @Test
    void methods_have_at_most_60_lines() {
        List<String> method = new ArrayList<>(List.of("    void longest() {"));
        method.addAll(Collections.nCopies(60, "        once();"));
        method.add("    }");

        holds(Tidy::methodLength);
        reports(Tidy::methodLength, java(method));
        assertThat(Tidy.methodLength(java(method.subList(1, 62)))).isEmpty();
    }

    @Test
    void lines_have_at_most_125_columns() {
        holds(Tidy::lineLength);
        reports(Tidy::lineLength, java(List.of("x".repeat(126))));
    }

    @Test
    void every_package_has_a_package_info_with_a_sentence() {
        holds(Tidy::packageSentence);
        reports(
                Tidy::packageSentence,
                new SourceFile("a/src/main/java/b/package-info.java", List.of("/** Things. */", "package b;")));
        assertThat(Tidy.unexplained(FILES)).isEmpty();
        assertThat(Tidy.unexplained(List.of(java(List.of())))).containsExactly("a/src/main/java/b has no package-info");
    }

    @Test
    void no_file_has_a_note_of_work_that_is_not_done() {
        holds(Tidy::leftUndone);
        reports(Tidy::leftUndone, java(List.of("// TO" + "DO: later")));
        reports(Tidy::leftUndone, java(List.of("// FIX" + "ME")));
    }

    @Test
    void no_file_imports_lombok_or_mockito() {
        holds(Tidy::forbiddenImports);
        reports(Tidy::forbiddenImports, java(List.of("import lombok.Data;")));
        reports(Tidy::forbiddenImports, java(List.of("import static org.mockito.Mockito.mock;")));
    }

    @Test
    void no_file_names_a_path_of_one_machine() {
        holds(Tidy::oneMachine);
        reports(Tidy::oneMachine, new SourceFile("README.md", List.of("cd /ho" + "me/me/apium")));
        reports(Tidy::oneMachine, new SourceFile("README.md", List.of("cd C:\\Us" + "ers\\me")));
    }

    private static void holds(Function<SourceFile, List<String>> rule) {
        assertThat(FILES).hasSizeGreaterThan(50);
        assertThat(FILES.stream().flatMap(source -> rule.apply(source).stream()))
                .isEmpty();
    }

    private static void reports(Function<SourceFile, List<String>> rule, SourceFile violation) {
        assertThat(rule.apply(violation))
                .as("complaints about a planted violation")
                .isNotEmpty();
    }

    private static SourceFile java(List<String> lines) {
        return new SourceFile("a/src/main/java/b/C.java", lines);
    }
}
