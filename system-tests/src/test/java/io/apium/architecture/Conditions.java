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
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What ArchUnit has no words for. */
final class Conditions {

    private static final Set<String> TIME_AND_CHANCE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.lang.Thread.sleep",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.TimeUnit.sleep");

    private Conditions() {}

    static DescribedPredicate<JavaMethodCall> readsTimeOrChance() {
        return DescribedPredicate.describe("the method reads a clock or a dice, or sleeps", call -> {
            String owner = call.getTargetOwner().getName();
            boolean now = owner.startsWith("java.time.") && call.getName().equals("now");
            return now || TIME_AND_CHANCE.contains(owner + "." + call.getName());
        });
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
                .because("null is a type here");
    }

    /** Records may have more: they say what a thing is, not what it needs. */
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
                .because("a class that needs more than " + most + " things does more than one");
    }
}
