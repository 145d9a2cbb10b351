package io.apium.worker.boot;

import io.apium.worker.control.ForcedStopSignal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** A worker as a process of its own, for tasks that come in jars. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@PropertySource("classpath:io/apium/adapter/management/management.properties")
public class WorkerApplication {

    /** Runs until the process is told to stop, by a signal that is then answered with the exit status 0. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(WorkerApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setKeepAlive(true);
        application.setRegisterShutdownHook(false);
        ConfigurableApplicationContext context = application.run(args);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    ForcedStopSignal.hurries(context);
                    context.close();
                    // the virtual machine's own status would be that of a process which was killed
                    Runtime.getRuntime().halt(0);
                }));
    }
}
