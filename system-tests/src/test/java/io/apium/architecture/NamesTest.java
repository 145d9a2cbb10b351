package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules on one-word names; {@link ClassRules} has those on suffixes, exceptions and equal simple names. */
class NamesTest {

    private static final List<SourceFile> FILES = SourceFile.all();

    @Test
    void every_class_of_one_word_is_a_term_of_the_glossary() {
        assertThat(OneWordNames.unexplained(FILES, OneWordNames.terms(glossary())))
                .isEmpty();
    }

    @Test
    void at_most_45_classes_have_a_name_of_one_word() {
        assertThat(OneWordNames.of(FILES)).contains("Task", "Broker").hasSizeLessThanOrEqualTo(OneWordNames.MOST);
    }

    @Test
    void a_class_of_one_word_without_a_term_is_reported() {
        Set<String> terms = OneWordNames.terms(
                new SourceFile("docs/glossary.md", List.of("| **dead letter**, plan | a message |")));

        assertThat(terms).containsExactlyInAnyOrder("dead letter", "plan");
        assertThat(OneWordNames.unexplained(List.of(main("Letters"), main("Plans"), main("DeadLetter")), terms))
                .singleElement()
                .asString()
                .startsWith("Letters is a class of one word");
    }

    private static SourceFile glossary() {
        return FILES.stream()
                .filter(file -> file.path().equals(OneWordNames.GLOSSARY))
                .findFirst()
                .orElseThrow();
    }

    private static SourceFile main(String name) {
        return new SourceFile("core/src/main/java/io/apium/planted/" + name + ".java", List.of());
    }
}
