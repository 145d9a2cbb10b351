package io.apium.scheduler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** A scheduler as a process of its own; its management server comes from broker-config. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@PropertySource("classpath:io/apium/adapter/management/management.properties")
public class SchedulerApplication {

    static void main(String[] args) {
        SpringApplication.run(SchedulerApplication.class, args);
    }
}
