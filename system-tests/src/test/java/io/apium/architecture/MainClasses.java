package io.apium.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;

/** The class files of main code: those with a source below a {@code src/main/java}, and the classes nested in them. */
final class MainClasses {

    private MainClasses() {}

    static JavaClasses read() {
        Set<String> names = SourceFile.all().stream()
                .filter(SourceFile::isMainCode)
                .map(SourceFile::className)
                .collect(Collectors.toSet());
        return new ClassFileImporter()
                .importPackages("io.apium")
                .that(DescribedPredicate.describe(
                        "are main code",
                        (JavaClass one) -> names.contains(one.getName().replaceFirst("\\$.*", ""))));
    }
}
