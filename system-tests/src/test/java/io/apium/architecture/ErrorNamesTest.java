package io.apium.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.apium.task.ErrorName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients compare the names of stored errors, so a name stays when its class is renamed. */
class ErrorNamesTest {

    private static final String NAMES = "/architecture/error-names.txt";

    /** OpenCL hosts are separate processes, which report errors as numbers and texts and use no class of core. */
    private static final String HOST = "io.apium.gpu.host";

    private static final List<JavaClass> EXCEPTIONS = MainClasses.read().stream()
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
