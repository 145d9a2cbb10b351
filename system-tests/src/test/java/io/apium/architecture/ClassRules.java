package io.apium.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The rules on class files. They are made for a root package, so that planted sins can stand under a root of their own. */
final class ClassRules {

    private static final String[] CORES_LIBRARIES = {
        "java..", "org.jspecify..", "org.slf4j..", "org.shredzone.commons.suncalc.."
    };
    private static final String[] CLIENTS = {
        "com.rabbitmq..", "org.springframework.amqp..", "org.springframework.boot.amqp..", "redis.clients.."
    };
    private static final String[] INJECTIONS = {
        "org.springframework.beans.factory.annotation.Autowired",
        "org.springframework.beans.factory.annotation.Value",
        "jakarta.inject.Inject",
        "jakarta.annotation.Resource"
    };
    private static final String[] HIDDEN_LOOPS = {
        "org.springframework.scheduling.annotation.Scheduled",
        "org.springframework.scheduling.annotation.Async",
        "org.springframework.amqp.rabbit.annotation.RabbitListener",
        "org.springframework.resilience.annotation.Retryable"
    };
    private static final String NAMES = ".*(Impl|Utils?|Helper|Manager)|(Abstract|Base|Default)[A-Z].*";
    private static final String PACKAGES = ".*\\.(util|utils|common|helper|base|model|dto|service|impl)\\..*";

    private final String root;

    ClassRules(String root) {
        this.root = root;
    }

    /** Every rule, by the name of the sin that it must catch. */
    Map<String, ArchRule> bySin() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("ImpureTask", corePure());
        rules.put("NosyController", room("api", "worker", "scheduler", "adapter", "standalone"));
        rules.put("NosyHandler", room("worker", "gpu", "api", "scheduler", "adapter", "standalone"));
        rules.put("NosyDevice", room("gpu", "api", "scheduler", "adapter", "standalone"));
        rules.put("NosyDuty", room("scheduler", "api", "worker", "adapter", "standalone"));
        rules.put("NosyAdapter", room("adapter", "api", "worker", "scheduler", "standalone"));
        rules.put("DirectClient", clientsOnlyInBrokerConfig());
        rules.put("LoadsTheDriver", driversOnlyInHosts());
        rules.put("HostKnowsTheWorker", hostsKnowNobody());
        rules.put("TestedInProduction", testkitOnlyInTests());
        rules.put("InjectedField", noFieldInjection());
        rules.put("HiddenLoop", noHiddenLoops());
        rules.put("ReadsTheClock", timeAndChanceAreArguments());
        rules.put("LeftKnowsRight", noCycles());
        rules.put("SinImpl", names());
        rules.put("InTheUtilPackage", packages());
        rules.put("MayBeNull", Conditions.nullMarked());
        rules.put("WantsEverything", Conditions.fewParameters(6));
        return rules;
    }

    private ArchRule corePure() {
        String[] allowed =
                Stream.concat(Stream.of(core()), Stream.of(CORES_LIBRARIES)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAnyPackage(core())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .because(
                        "core is what the rooms agree on; its one library computes, and knows nobody (ADR 0001, 0009)");
    }

    private ArchRule room(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others).map(this::in).toArray(String[]::new))
                .because("rooms meet in core, and adapters come at run time (ADR 0001)");
    }

    private ArchRule clientsOnlyInBrokerConfig() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("adapter"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CLIENTS)
                .because("broker-config is the only room that knows RabbitMQ and Redis (ADR 0001)");
    }

    private ArchRule driversOnlyInHosts() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("gpu.host"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jocl..")
                .because("a driver may take down the process that loads it, so that hosts alone load one");
    }

    private ArchRule hostsKnowNobody() {
        String[] others = Stream.concat(
                        Stream.of("worker", "broker", "adapter", "store").map(this::in),
                        Stream.of("org.springframework..", "com.rabbitmq..", "redis.clients.."))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(in("gpu.host"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("a host has its own classes and JOCL's, and nothing that others could lose with it");
    }

    private ArchRule testkitOnlyInTests() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("testkit"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("testkit"))
                .because("testkit is for tests (ADR 0006)");
    }

    private static ArchRule noFieldInjection() {
        var rule = noFields().should().beAnnotatedWith(INJECTIONS[0]);
        for (String injection : INJECTIONS) {
            rule = rule.orShould().beAnnotatedWith(injection);
        }
        return rule.because("what a class needs is what its constructor asks for");
    }

    private static ArchRule noHiddenLoops() {
        var rule = noMethods().should().beAnnotatedWith(HIDDEN_LOOPS[0]);
        for (String loop : HIDDEN_LOOPS) {
            rule = rule.orShould().beAnnotatedWith(loop);
        }
        return rule.because("the loop is the product: it is written down, started and stopped in plain sight");
    }

    private static ArchRule timeAndChanceAreArguments() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.apium.task.TaskId")
                .and()
                .doNotHaveFullyQualifiedName("io.apium.adapter.redis.connection.GroupCommit")
                .should()
                .callMethodWhere(Conditions.readsTimeOrChance())
                .because(
                        "time and chance are arguments, so that a test can set them; new ids come from TaskId.random(),"
                                + " and only GroupCommit sleeps, between two tries to reach the store");
    }

    private ArchRule noCycles() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package");
    }

    private static ArchRule names() {
        return noClasses()
                .should()
                .haveNameMatching("(.*[.$])?(" + NAMES + ")")
                .because("a name says what differs, not that something does");
    }

    private static ArchRule packages() {
        return noClasses().should().haveNameMatching(PACKAGES).because("packages are named after what they are for");
    }

    private String[] core() {
        return Stream.of("bound", "metric", "net", "task", "canvas", "flow", "schedule", "ledger", "broker", "store", "client")
                .map(this::in)
                .toArray(String[]::new);
    }

    private String in(String room) {
        return root + "." + room + "..";
    }
}
