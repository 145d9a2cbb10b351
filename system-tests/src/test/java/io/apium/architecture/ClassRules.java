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

/** The rules on class files, for the classes under one root package: {@code io.apium}, or the planted violations. */
final class ClassRules {

    private static final String[] CORE_LIBRARIES = {
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

    /** Every rule, by the name of the planted class that it must report. */
    Map<String, ArchRule> byViolation() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("CoreUsesSpring", corePure());
        rules.put("ApiUsesWorker", module("api", "worker", "scheduler", "adapter", "standalone"));
        rules.put("WorkerUsesScheduler", module("worker", "gpu", "api", "scheduler", "adapter", "standalone"));
        rules.put("GpuUsesScheduler", module("gpu", "api", "scheduler", "adapter", "standalone"));
        rules.put("SchedulerUsesAdapter", module("scheduler", "api", "worker", "adapter", "standalone"));
        rules.put("AdapterUsesApi", module("adapter", "api", "worker", "scheduler", "standalone"));
        rules.put("ApiUsesRedis", clientsOnlyInBrokerConfig());
        rules.put("GpuLoadsDriver", driversOnlyInHosts());
        rules.put("HostUsesWorker", hostsAreIndependent());
        rules.put("ApiUsesTestkit", testkitOnlyInTests());
        rules.put("InjectedField", noFieldInjection());
        rules.put("HiddenLoop", noHiddenLoops());
        rules.put("ReadsClock", clocksAreArguments());
        rules.put("LeftUsesRight", noCyclesAtTheTop());
        rules.put("FirstUsesSecond", noCycles());
        rules.put("ForbiddenNameImpl", names());
        rules.put("InUtilPackage", packages());
        rules.put("QueueFullError", exceptions());
        rules.put("SameName", Conditions.differentSimpleNames());
        rules.put("NotNullMarked", Conditions.nullMarked());
        rules.put("SevenParameters", Conditions.fewParameters(6));
        return rules;
    }

    private ArchRule corePure() {
        String[] allowed =
                Stream.concat(Stream.of(core()), Stream.of(CORE_LIBRARIES)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAnyPackage(core())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .because("every module uses core, so core has one library, for sun times (ADR 0001, 0009)");
    }

    private ArchRule module(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(in(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others).map(this::in).toArray(String[]::new))
                .because("modules share only core; the adapters are added at run time (ADR 0001)");
    }

    private ArchRule clientsOnlyInBrokerConfig() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("adapter"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CLIENTS)
                .because("only broker-config uses the clients of RabbitMQ and Redis (ADR 0001)");
    }

    private ArchRule driversOnlyInHosts() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("gpu.host"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jocl..")
                .because("an OpenCL driver can crash the process that loads it, so only the host process loads one");
    }

    private ArchRule hostsAreIndependent() {
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
                .because("a host process has only its own classes and JOCL, so that its crash loses nothing else");
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
        return rule.because("a class gets what it needs through its constructor");
    }

    private static ArchRule noHiddenLoops() {
        var rule = noMethods().should().beAnnotatedWith(HIDDEN_LOOPS[0]);
        for (String loop : HIDDEN_LOOPS) {
            rule = rule.orShould().beAnnotatedWith(loop);
        }
        return rule.because("a class of Apium starts and stops each loop explicitly");
    }

    private static ArchRule clocksAreArguments() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.apium.task.TaskId")
                .and()
                .doNotHaveFullyQualifiedName("io.apium.adapter.redis.connection.GroupCommit")
                .should()
                .callMethodWhere(Conditions.readsClockOrRandom())
                .because(
                        "tests set the time and the random numbers; TaskId.random() makes new ids, and only GroupCommit"
                                + " sleeps, between two attempts to reach Redis");
    }

    private ArchRule noCyclesAtTheTop() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().because("top-level packages have an order");
    }

    private ArchRule noCycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that use each other are one package");
    }

    private static ArchRule exceptions() {
        return classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .because("a reader must see that it is thrown; the names in stored errors are those of @ErrorName");
    }

    private static ArchRule names() {
        return noClasses()
                .should()
                .haveNameMatching("(.*[.$])?(" + NAMES + ")")
                .because("such a suffix or prefix says nothing about the class");
    }

    private static ArchRule packages() {
        return noClasses().should().haveNameMatching(PACKAGES).because("a package has the name of its purpose");
    }

    private String[] core() {
        return Stream.of("bound", "net", "task", "canvas", "flow", "schedule", "ledger", "broker", "store", "client")
                .map(this::in)
                .toArray(String[]::new);
    }

    private String in(String module) {
        return root + "." + module + "..";
    }
}
