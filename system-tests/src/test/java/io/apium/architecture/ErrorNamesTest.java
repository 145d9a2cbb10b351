package io.apium.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.apium.task.ErrorName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients compare the names of stored errors, so that no name may change with its class. */
class ErrorNamesTest {

    private static final String NAMES = "/architecture/error-names.txt";

    /** OpenCL hosts are separate processes, which report errors as numbers and texts and know no class of core. */
    private static final String HOST = "io.apium.gpu.host";

    private static final List<JavaClass> EXCEPTIONS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.apium").stream()
                    .filter(one -> one.isAssignableTo(Throwable.class))
                    .toList();

    @Test
    void every_exception_has_its_name_in_stored_errors() throws IOException {
        Stream<String> found = EXCEPTIONS.stream()
                .filter(one -> !one.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(one -> !one.getPackageName().equals(HOST))
                .map(ErrorNamesTest::line);

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void the_class_of_every_exception_ends_in_exception() {
        assertThat(EXCEPTIONS)
                .extracting(JavaClass::getSimpleName)
                .allSatisfy(name -> assertThat(name).endsWith("Exception"));
    }

    private static String line(JavaClass one) {
        return one.getName() + " "
                + one.tryGetAnnotationOfType(ErrorName.class)
                        .map(ErrorName::value)
                        .orElse("has no @ErrorName");
    }

    private static List<String> expected() throws IOException {
        try (InputStream names = requireNonNull(ErrorNamesTest.class.getResourceAsStream(NAMES), NAMES)) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
