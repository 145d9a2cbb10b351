package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String HOUSE = "io.apium";
    private static final String SINS = "io.apium.architecture.sins";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);
    private static final JavaClasses SINNERS = new ClassFileImporter().importPackages(SINS);

    @Test
    void every_room_is_looked_at() {
        assertThat(MAIN.stream().map(one -> one.getPackageName().replaceFirst("io\\.apium\\.(\\w+).*", "$1")))
                .contains("net", "task", "canvas", "flow", "schedule", "ledger", "broker", "store", "client", "testkit")
                .contains("adapter", "worker", "gpu", "scheduler", "api", "standalone");
    }

    @TestFactory
    Stream<DynamicTest> the_house_keeps() {
        return new ClassRules(HOUSE)
                .bySin().values().stream()
                        .map(rule -> dynamicTest(
                                rule.getDescription(),
                                () -> rule.allowEmptyShould(true).check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> a_planted_sin_is_caught() {
        return new ClassRules(SINS)
                .bySin().entrySet().stream()
                        .map(rule -> dynamicTest(rule.getKey(), () -> {
                            var result = rule.getValue().evaluate(SINNERS);

                            assertThat(result.getFailureReport().getDetails())
                                    .as(rule.getValue().getDescription())
                                    .anySatisfy(detail -> assertThat(detail).contains(rule.getKey()));
                        }));
    }
}
