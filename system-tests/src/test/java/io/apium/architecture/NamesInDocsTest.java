package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamesInDocsTest {

    private static final List<SourceFile> FILES = SourceFile.all();
    private static final Set<String> KNOWN = NamesInDocs.known(FILES);

    @Test
    void every_class_that_a_document_names_exists() {
        assertThat(FILES).anyMatch(file -> file.path().equals("ARCHITECTURE.md"));
        assertThat(FILES.stream()
                        .filter(SourceFile::isDocument)
                        .flatMap(document -> NamesInDocs.unknown(document, KNOWN).stream()))
                .isEmpty();
    }

    @Test
    void a_class_that_does_not_exist_is_reported() {
        assertThat(NamesInDocs.unknown(document("| retries | `RetryPolicy.before`, `Verdict` |"), KNOWN))
                .singleElement()
                .asString()
                .startsWith("docs/planted.md:1 names the class Verdict, which does not exist");
        assertThat(NamesInDocs.unknown(document("a parameter of type io.apium.task.Payload"), KNOWN))
                .singleElement()
                .asString()
                .contains("the class Payload");
    }

    @Test
    void a_stored_error_and_a_class_of_java_are_not_reported() {
        assertThat(NamesInDocs.unknown(document("`DeviceLost`, `Duration`, `OutOfMemoryError`, `PENDING`"), KNOWN))
                .isEmpty();
    }

    private static SourceFile document(String line) {
        return new SourceFile("docs/planted.md", List.of(line));
    }
}
