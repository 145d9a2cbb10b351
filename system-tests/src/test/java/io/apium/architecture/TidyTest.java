package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TidyTest {

    private static final List<SourceFile> HOUSE = SourceFile.all();

    @Test
    void files_are_short() {
        keeps(Tidy::fileLength);
        catches(Tidy::fileLength, java(Collections.nCopies(251, "// a line")));
    }

    @Test
    void methods_are_short() {
        List<String> method = new ArrayList<>(List.of("    void longest() {"));
        method.addAll(Collections.nCopies(60, "        once();"));
        method.add("    }");

        keeps(Tidy::methodLength);
        catches(Tidy::methodLength, java(method));
        assertThat(Tidy.methodLength(java(method.subList(1, 62)))).isEmpty();
    }

    @Test
    void lines_fit_a_page() {
        keeps(Tidy::lineLength);
        catches(Tidy::lineLength, java(List.of("x".repeat(126))));
    }

    @Test
    void every_package_says_what_it_is_for() {
        keeps(Tidy::packageSentence);
        catches(
                Tidy::packageSentence,
                new SourceFile("a/src/main/java/b/package-info.java", List.of("/** Things. */", "package b;")));
        assertThat(Tidy.unexplained(HOUSE)).isEmpty();
        assertThat(Tidy.unexplained(List.of(java(List.of())))).containsExactly("a/src/main/java/b has no package-info");
    }

    @Test
    void nothing_is_left_undone() {
        keeps(Tidy::leftUndone);
        catches(Tidy::leftUndone, java(List.of("// TO" + "DO: later")));
        catches(Tidy::leftUndone, java(List.of("// FIX" + "ME")));
    }

    @Test
    void the_house_does_without_some_libraries() {
        keeps(Tidy::strangers);
        catches(Tidy::strangers, java(List.of("import lombok.Data;")));
        catches(Tidy::strangers, java(List.of("import static org.mockito.Mockito.mock;")));
    }

    @Test
    void no_file_names_a_path_of_one_machine() {
        keeps(Tidy::oneMachine);
        catches(Tidy::oneMachine, new SourceFile("README.md", List.of("cd /ho" + "me/me/apium")));
        catches(Tidy::oneMachine, new SourceFile("README.md", List.of("cd C:\\Us" + "ers\\me")));
    }

    private static void keeps(Function<SourceFile, List<String>> rule) {
        assertThat(HOUSE).hasSizeGreaterThan(50);
        assertThat(HOUSE.stream().flatMap(source -> rule.apply(source).stream()))
                .isEmpty();
    }

    private static void catches(Function<SourceFile, List<String>> rule, SourceFile sin) {
        assertThat(rule.apply(sin)).as("complaints about a planted sin").isNotEmpty();
    }

    private static SourceFile java(List<String> lines) {
        return new SourceFile("a/src/main/java/b/C.java", lines);
    }
}
