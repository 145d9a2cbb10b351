package io.apium.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Conditions that ArchUnit does not have. */
final class Conditions {

    private static final Set<String> CLOCKS_AND_RANDOM = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.lang.Thread.sleep",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.TimeUnit.sleep");

    private Conditions() {}

    static DescribedPredicate<JavaMethodCall> readsClockOrRandom() {
        return DescribedPredicate.describe("the method reads a clock or a random number, or sleeps", call -> {
            String owner = call.getTargetOwner().getName();
            boolean now = owner.startsWith("java.time.") && call.getName().equals("now");
            return now || CLOCKS_AND_RANDOM.contains(owner + "." + call.getName());
        });
    }

    /** Top-level classes only: a nested class may repeat a name, as {@code Outcome.Retry} repeats {@code Retry}. */
    static ArchRule differentSimpleNames() {
        return classes()
                .that()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should(new ArchCondition<>("have different simple names") {

                    private Map<String, List<String>> bySimpleName = Map.of();

                    @Override
                    public void init(Collection<JavaClass> all) {
                        bySimpleName = all.stream()
                                .collect(Collectors.groupingBy(
                                        JavaClass::getSimpleName,
                                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
                    }

                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        List<String> same = bySimpleName.getOrDefault(one.getSimpleName(), List.of());
                        events.add(new SimpleConditionEvent(
                                one, same.size() == 1, one.getName() + " has the simple name of others: " + same));
                    }
                })
                .because("a reader must know from the simple name which class is meant");
    }

    static ArchRule nullMarked() {
        return classes()
                .should(new ArchCondition<>("be in a null-marked package") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        boolean marked = one.getPackage()
                                .tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                        events.add(
                                new SimpleConditionEvent(one, marked, one.getName() + " is in no null-marked package"));
                    }
                })
                .because("NullAway checks only null-marked packages");
    }

    /** The constructors of records are excepted: they list values, not collaborators. */
    static ArchRule fewParameters(int most) {
        return constructors()
                .that(DescribedPredicate.describe(
                        "are not of records",
                        (JavaConstructor one) -> !one.getOwner().isRecord()))
                .should(new ArchCondition<>("have at most " + most + " parameters") {
                    @Override
                    public void check(JavaConstructor one, ConditionEvents events) {
                        int count = one.getRawParameterTypes().size();
                        events.add(new SimpleConditionEvent(
                                one, count <= most, one.getFullName() + " has " + count + " parameters"));
                    }
                })
                .because("a class with more than " + most + " collaborators has more than one task");
    }
}
