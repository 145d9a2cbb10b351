package io.apium.worker.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.worker.Task;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.MethodHandler;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.handler.Samples;
import io.apium.worker.handler.TaskJars;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class HandlerDiscoveryTest {

    static class Greeting {

        @Task("greet")
        String greet(String name) {
            return "hello " + name;
        }
    }

    static class AnotherGreeting {

        @Task("greet")
        String alsoGreet(String name) {
            return "hallo " + name;
        }
    }

    static class Inherits extends Greeting {

        @Task("part")
        String part() {
            return "bye";
        }
    }

    static class Explodes {

        Explodes() {
            throw new AssertionError("nobody asked for this bean");
        }
    }

    @Test
    void beans_with_task_methods_are_found_and_no_other_bean_is_made() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(Explodes.class, bean -> bean.setLazyInit(true));
            context.registerBean(Inherits.class, bean -> bean.setLazyInit(true));
            context.refresh();

            assertThat(handlers(context).tasks()).containsExactlyInAnyOrder("greet", "part");
        }
    }

    @Test
    void two_methods_of_one_name_are_refused() {
        try (var context = new AnnotationConfigApplicationContext(Greeting.class, AnotherGreeting.class)) {
            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> handlers(context))
                    .withMessageContaining("task greet has two handlers: ")
                    .withMessageContaining("Greeting.greet(java.lang.String)")
                    .withMessageContaining("AnotherGreeting.alsoGreet(java.lang.String)");
        }
    }

    private static HandlerRegistry handlers(AnnotationConfigApplicationContext context) {
        TaskJars none = TaskJars.open(List.of(), HandlerDiscoveryTest.class.getClassLoader());
        return new HandlerDiscovery(
                        context.getBeanFactory(),
                        none,
                        List.of(),
                        new MethodHandler.Results(new HandlerJson(), Samples.sizes(1_000_000)))
                .handlers();
    }
}
