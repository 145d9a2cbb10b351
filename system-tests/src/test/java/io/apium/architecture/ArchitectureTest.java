package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "io.apium";
    private static final String VIOLATIONS = "io.apium.architecture.violations";
    private static final JavaClasses MAIN = MainClasses.read();
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(VIOLATIONS);

    @Test
    void the_classes_of_every_module_are_read() {
        assertThat(MAIN.stream().map(one -> one.getPackageName().replaceFirst("io\\.apium\\.(\\w+).*", "$1")))
                .contains("net", "task", "canvas", "flow", "schedule", "ledger", "broker", "store", "client", "testkit")
                .contains("adapter", "worker", "gpu", "scheduler", "api", "standalone");
    }

    @TestFactory
    Stream<DynamicTest> main_code_keeps_the_rule() {
        return new ClassRules(ROOT)
                .byViolation().values().stream()
                        .map(rule -> dynamicTest(
                                rule.getDescription(),
                                () -> rule.allowEmptyShould(true).check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> a_planted_violation_is_reported() {
        return new ClassRules(VIOLATIONS)
                .byViolation().entrySet().stream()
                        .map(rule -> dynamicTest(rule.getKey(), () -> {
                            var result = rule.getValue().evaluate(PLANTED);

                            assertThat(result.getFailureReport().getDetails())
                                    .as(rule.getValue().getDescription())
                                    .anySatisfy(detail -> assertThat(detail).contains(rule.getKey()));
                        }));
    }
}
