package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {

    private static final List<SourceFile> FILES = SourceFile.all();

    @Test
    void log_lines_and_error_messages_have_no_banned_word() {
        holds(SourceFile::isMainClass, Prose::inMessages);
    }

    @Test
    void documents_have_no_banned_word() {
        holds(SourceFile::isDocument, Prose::inDocument);
    }

    @Test
    void comments_have_no_banned_word() {
        holds(SourceFile::isJava, Prose::inComments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log.warn(\"task {} is sent anew\", id);",
                "throw new IllegalStateException(\"the value must be 1, got: \" + value(2)\n + \"; nobody has it\");",
                "return new ApiException(Problem.of(\"\"\"\n the debt\n of a task\"\"\"));"
            })
    void a_message_with_a_banned_word_is_reported(String code) {
        assertThat(Prose.inMessages(
                        new SourceFile("a/src/main/java/b/C.java", code.lines().toList())))
                .hasSize(1);
    }

    @Test
    void a_string_that_is_no_message_is_not_reported() {
        assertThat(Prose.inMessages(java("log.info(\"task {} ends\", id); names.add(\"house\");")))
                .isEmpty();
    }

    @Test
    void a_comment_with_a_banned_word_is_reported() {
        assertThat(Prose.inComments(java("/** Tells who" + "ever waits. */"))).hasSize(1);
        assertThat(Prose.inComments(java("    // it comes" + " to the same"))).hasSize(1);
        assertThat(Prose.inComments(java("String house = \"http://road\";"))).isEmpty();
    }

    @Test
    void a_document_with_a_banned_word_is_reported() {
        assertThat(Prose.inDocument(new SourceFile("docs/planted.md", List.of("The worker has it in hand."))))
                .hasSize(1);
        assertThat(Prose.inDocument(new SourceFile("docs/gpu-tasks.md", List.of("| `sin` `cos` |"))))
                .isEmpty();
    }

    private static void holds(Predicate<SourceFile> scope, Function<SourceFile, List<String>> rule) {
        List<SourceFile> files = FILES.stream().filter(scope).toList();

        assertThat(files).hasSizeGreaterThan(20);
        assertThat(files.stream().flatMap(file -> rule.apply(file).stream())).isEmpty();
    }

    private static SourceFile java(String line) {
        return new SourceFile("a/src/main/java/b/C.java", List.of(line));
    }
}
