package io.apium.worker.builtin;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The built-in tasks as beans. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.worker.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DemoProperties.class)
public class BuiltinTasks {

    /**
     * All built-in task objects, for a process without Spring beans.
     *
     * @param mayCrash whether tasks may end the process
     */
    public static List<Object> all(boolean mayCrash) {
        return List.of(
                new MathTasks(),
                new DemoTasks(),
                new FaultTasks(mayCrash),
                new NumberTasks(),
                new TextTasks(),
                new CanvasTasks());
    }

    @Bean
    MathTasks mathTasks() {
        return new MathTasks();
    }

    @Bean
    DemoTasks demoTasks() {
        return new DemoTasks();
    }

    @Bean
    FaultTasks faultTasks(DemoProperties properties) {
        return new FaultTasks(properties.allowExit());
    }

    @Bean
    NumberTasks numberTasks() {
        return new NumberTasks();
    }

    @Bean
    TextTasks textTasks() {
        return new TextTasks();
    }

    @Bean
    CanvasTasks canvasTasks() {
        return new CanvasTasks();
    }
}
