package io.apium.worker.builtin;

import io.apium.worker.WorkerProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** The built-in tasks as beans. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.worker.enabled", matchIfMissing = true)
public class BuiltinTasks {

    @Bean
    MathTasks mathTasks() {
        return new MathTasks();
    }

    @Bean
    DemoTasks demoTasks(WorkerProperties properties) {
        return new DemoTasks(properties.demoCrash());
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
